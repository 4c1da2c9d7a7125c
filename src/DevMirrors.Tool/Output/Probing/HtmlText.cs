using System.Text;

namespace DevMirrors.Tool;

/// <summary>Text of others on a page: nothing in it is markup, a secret, or turns the reading direction.</summary>
internal static class HtmlText
{
    public static string Of(string text)
    {
        var safe = new StringBuilder();
        foreach (var c in ProbeText.Clean(text))
            _ = Entity(c) is { } entity ? safe.Append(entity) : safe.Append(c);
        return safe.ToString();
    }

    /// <summary>The same, with what stands in backticks as code.</summary>
    public static string Prose(string text)
    {
        var parts = Of(text).Split('`');
        // A backtick without its pair stays one.
        return parts.Length % 2 == 0
            ? string.Join('`', parts)
            : string.Concat(parts.Select((part, index) => index % 2 == 0 ? part : $"<code>{part}</code>"));
    }

    private static string? Entity(char c) => c switch
    {
        '&' => "&amp;",
        '<' => "&lt;",
        '>' => "&gt;",
        '"' => "&quot;",
        '\'' => "&#39;",
        _ => null,
    };
}
