using System.Globalization;
using System.Text;

namespace DevMirrors.Config;

/// <summary>What a terminal or an editor does not show as a character: it moves the cursor, ends the line, turns the reading direction, or stands for nothing at all.</summary>
public static class HiddenCharacter
{
    /// <summary>Controls but the tab, line and paragraph separators, and Unicode's format characters.</summary>
    public static bool Is(Rune rune) => rune.Value != '\t' && IsFormat(rune) | Rune.IsControl(rune);

    /// <summary>The same without the controls: what a JSON text may hold without escaping it.</summary>
    public static bool IsFormat(Rune rune) =>
        rune.Value > 0x7f && Rune.GetUnicodeCategory(rune) is UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;

    /// <summary>The text with each such character as <c>\u001B</c>, one beyond U+FFFF as the two halves that JSON writes.</summary>
    /// <param name="isHidden"><see cref="Is"/> or <see cref="IsFormat"/>.</param>
    public static string Escape(string text, Func<Rune, bool> isHidden)
    {
        if (!text.Any(c => c is < ' ' or > '~'))
            return text;
        var shown = new StringBuilder(text.Length);
        // A lone surrogate comes as U+FFFD.
        foreach (var rune in text.EnumerateRunes())
        {
            if (!isHidden(rune))
                shown.Append(rune);
            else
                foreach (var half in rune.ToString())
                    shown.Append(CultureInfo.InvariantCulture, $"\\u{(int)half:X4}");
        }
        return shown.ToString();
    }
}
