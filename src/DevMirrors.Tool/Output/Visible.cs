using System.Text;

namespace DevMirrors.Tool;

/// <summary>Text for a terminal or a log: a file's name or a value in it may hold what moves the cursor, ends the line or turns the reading direction.</summary>
internal static class Visible
{
    /// <summary>One line, in which such a character is shown as <c>\u001B</c>.</summary>
    public static string Of(string text)
    {
        if (!text.Any(IsHidden))
            return text;
        var shown = new StringBuilder();
        foreach (var c in text)
            shown.Append(IsHidden(c) ? $"\\u{(int)c:X4}" : c);
        return shown.ToString();
    }

    private static bool IsHidden(char c) =>
        (char.IsControl(c) && c != '\t') || c is '\u2028' or '\u2029' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');
}
