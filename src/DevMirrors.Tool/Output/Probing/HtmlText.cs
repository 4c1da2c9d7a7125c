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
