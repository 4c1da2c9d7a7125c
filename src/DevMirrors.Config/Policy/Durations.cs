using System.Globalization;

namespace DevMirrors.Config;

/// <summary>Spans of time as a policy and the command line write them: <c>500ms</c>, <c>2s</c>, <c>24h</c>.</summary>
public static class Durations
{
    /// <summary>Null for what is none.</summary>
    public static TimeSpan? Parse(string text)
    {
        if (!PolicyPatterns.Duration().IsMatch(text))
            return null;
        var digits = text.AsSpan().IndexOfAnyExceptInRange('0', '9');
        var number = long.Parse(text.AsSpan(0, digits), CultureInfo.InvariantCulture);
        return text[digits..] switch
        {
            "ms" => TimeSpan.FromMilliseconds(number),
            "s" => TimeSpan.FromSeconds(number),
            "m" => TimeSpan.FromMinutes(number),
            "h" => TimeSpan.FromHours(number),
            _ => TimeSpan.FromDays(number),
        };
    }
}
