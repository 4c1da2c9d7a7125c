using System.Text.RegularExpressions;

namespace DevMirrors.Config;

/// <summary>The ways to log in that a 401 offers, in several headers or in one with commas: https://www.rfc-editor.org/rfc/rfc9110#section-11.6.1.</summary>
internal static partial class Challenges
{
    private const int Longest = 2048;

    /// <summary>The Bearer challenge, the only one that can be met without a password, from its beginning; else the first header's value; null where there is none.</summary>
    public static string? Best(HttpResponseMessage response)
    {
        if (!response.Headers.NonValidated.TryGetValues("WWW-Authenticate", out var values))
            return null;
        return Wording.OneLine(values.Select(Bearer).FirstOrDefault(b => b is not null) ?? values.First(), Longest);
    }

    private static string? Bearer(string value) => ToBearer().Match(value) is { Success: true } before ? value[before.Length..] : null;

    /// <summary>All that stands before it; a comma in quotes separates nothing.</summary>
    [GeneratedRegex("""\A(?:(?:[^",]|"(?:[^"\\]|\\.)*")*,)*?\s*(?=Bearer\s)""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex ToBearer();
}
