using DevMirrors.Config;

namespace DevMirrors.Tool;

/// <summary>Text for a terminal or a log: a file's name or a value in it may hold what moves the cursor, ends the line or turns the reading direction.</summary>
internal static class Visible
{
    /// <summary>One line, in which such a character is shown as <c>\u001B</c>.</summary>
    public static string Of(string text) => HiddenCharacter.Escape(text, HiddenCharacter.Is);
}
