using System.Text;

namespace DevMirrors.Config.Tests;

public sealed class HiddenCharacterTests
{
    [Theory]
    [InlineData("plain\ttext, é, 例, 🙂", "plain\ttext, é, 例, 🙂")]
    [InlineData("a\u001b[2Jb", "a\\u001B[2Jb")]
    [InlineData("a\u200eb\u200fc\u061cd", "a\\u200Eb\\u200Fc\\u061Cd")]
    [InlineData("\u202eabc\u2066", "\\u202Eabc\\u2066")]
    [InlineData("a\u2028b\u0085c", "a\\u2028b\\u0085c")]
    [InlineData("x\U000E0001y", "x\\uDB40\\uDC01y")]
    [InlineData("\ufeffx\u00ady", "\\uFEFFx\\u00ADy")]
    public void What_is_not_shown_as_a_character_is_shown_by_its_number(string text, string shown) =>
        Assert.Equal(shown, HiddenCharacter.Escape(text, HiddenCharacter.Is));

    [Fact]
    public void Json_keeps_its_own_line_breaks() =>
        Assert.Equal("{\n  \"a\": \"\\u202E\"\n}", HiddenCharacter.Escape("{\n  \"a\": \"\u202e\"\n}", HiddenCharacter.IsFormat));

    [Theory]
    [InlineData("\\u200E")]
    [InlineData("\\u061C")]
    [InlineData("\\u2066")]
    [InlineData("\\u202E")]
    [InlineData("\\u200D")]
    [InlineData("\\U000E0001")]
    public void No_escape_of_yaml_brings_one_into_a_value(string escape)
    {
        var found = new DiagnosticBag();

        Assert.Null(PolicyFile.Parse("mirrors.yaml", Encoding.UTF8.GetBytes($"version: 1\nregions: {{ cn: {{ default: true, npm: \"npm{escape}mirror\" }} }}\n"), found));

        Assert.Equal(2, found[0].Place?.Line);
    }
}
