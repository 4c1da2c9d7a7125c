namespace DevMirrors.Config;

/// <summary>Parts of what servers say, fit for one line that people read.</summary>
internal static class Wording
{
    /// <summary>Scheme, host and port: paths and queries can hold signed tokens, and user names are nobody's business.</summary>
    public static string Origin(Uri url) =>
        url.IsAbsoluteUri ? url.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped) : "a relative address";

    /// <summary>Without what could steer a terminal, and never long.</summary>
    public static string OneLine(string text, int longest = 256)
    {
        var shown = text.Length > longest ? text[..longest] : text;
        return string.Create(shown.Length, shown, static (to, from) =>
        {
            for (var i = 0; i < to.Length; i++)
                to[i] = char.IsControl(from[i]) || char.IsSurrogate(from[i]) || from[i] is '\u2028' or '\u2029' or (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069') ? '?' : from[i];
        });
    }
}
