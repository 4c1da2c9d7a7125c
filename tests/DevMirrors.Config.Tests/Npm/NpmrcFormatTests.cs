using System.Text;
using CsCheck;

namespace DevMirrors.Config.Tests;

public class NpmrcFormatTests
{
    private const string Url = "https://mirror.example/npm/";

    [Theory]
    [InlineData("registry=https://a.example/\n", "registry=https://mirror.example/npm/\n")]
    [InlineData("registry = \"https://a.example/\" \r\n", "registry = \"https://mirror.example/npm/\" \r\n")]
    [InlineData("registry='https://a.example/'", "registry='https://mirror.example/npm/'")]
    [InlineData("registry=https://a.example/ ; ours", "registry=https://mirror.example/npm/ ; ours")]
    [InlineData("registry= # none\n", "registry= https://mirror.example/npm/ # none\n")]
    [InlineData("registry\n", "registry=https://mirror.example/npm/\n")]
    [InlineData("registry # on\n", "registry=https://mirror.example/npm/ # on\n")]
    [InlineData("registry = \n", "registry = https://mirror.example/npm/\n")]
    [InlineData("registry=a\nregistry=b\n", "registry=a\nregistry=https://mirror.example/npm/\n")]
    [InlineData("registry=a\n[s]\nregistry=b\n", "registry=https://mirror.example/npm/\n[s]\nregistry=b\n")]
    [InlineData("a=1\r\n[s]\nb=2", "a=1\r\nregistry=https://mirror.example/npm/\r\n[s]\nb=2")]
    [InlineData("[s]\nb=2\n", "registry=https://mirror.example/npm/\n[s]\nb=2\n")]
    [InlineData("#registry=https://a.example/\n", "#registry=https://a.example/\nregistry=https://mirror.example/npm/\n")]
    [InlineData("a=1\nb=2", "a=1\nb=2\nregistry=https://mirror.example/npm/")]
    [InlineData("a=1\rb=2\r", "a=1\rb=2\rregistry=https://mirror.example/npm/\r")]
    [InlineData("\u00ef\u00bb\u00bf", "\u00ef\u00bb\u00bfregistry=https://mirror.example/npm/\n")]
    [InlineData("", "registry=https://mirror.example/npm/\n")]
    [InlineData("x=1\nregistry[]=a\nregistry[]=b\ny=2\n", "x=1\ny=2\nregistry=https://mirror.example/npm/\n")]
    public void Set_changes_the_value_that_counts_and_nothing_else(string before, string after) =>
        Assert.Equal(after, Text(Parse(before).Set("registry", new SettingValue(Url))));

    [Theory]
    [InlineData("a=1\nregistry=x\nb=2\n", "a=1\nb=2\n")]
    [InlineData("registry=x\r\na=1\r\nregistry=y\r\n[s]\r\nregistry=z\r\n", "a=1\r\n[s]\r\nregistry=z\r\n")]
    [InlineData("a=1\nregistry=x", "a=1")]
    [InlineData("registry=x", "")]
    [InlineData("\u00ef\u00bb\u00bfregistry=x\na=1\n", "\u00ef\u00bb\u00bfa=1\n")]
    [InlineData("\u00ef\u00bb\u00bfregistry=x\n[s]\na=1\n", "[s]\na=1\n")]
    [InlineData("#registry=x\n", "#registry=x\n")]
    public void Remove_takes_every_line_of_the_key_above_the_sections(string before, string after) =>
        Assert.Equal(after, Text(Parse(before).Remove("registry")));

    [Fact]
    public void Find_names_line_and_column_of_the_definition_that_counts()
    {
        var setting = Parse("\u00ef\u00bb\u00bfregistry=a\r\n; \u00c3\u00a9\r\n  registry = \"b\"\r\n").Find("registry")!;

        Assert.Equal(("b", 3, 14), (setting.Value.Text, setting.Line, setting.Column));
    }

    [Theory]
    [InlineData("a=1\nb=\0\n", 2, 3)]
    [InlineData("\u0089PNG\r\n\u001a\n\0", 3, 1)]
    [InlineData("a=1\n<<<<<<< HEAD\nb=2\n", 2, 1)]
    [InlineData("a=1\n>>>>>>> other\n", 2, 1)]
    public void What_is_not_a_settings_file_is_refused_with_its_place(string text, int line, int column)
    {
        var found = new DiagnosticBag();

        Assert.Null(NpmrcFormat.Instance.Parse("/home/.npmrc", Encoding.Latin1.GetBytes(text), found));

        var error = Assert.Single(found);
        Assert.Equal(("DEVM3001", new Place("/home/.npmrc", line, column)), (error.Code, error.Place));
    }

    [Fact]
    public void Every_byte_outside_the_value_stays_in_generated_files() =>
        NpmrcFiles.Text.Sample(text =>
        {
            var document = Parse(text);
            var after = document.Set("registry", new SettingValue(Url));

            Assert.Equal(Url, after.Find("registry")!.Value.Text);
            Assert.Same(after, after.Set("registry", new SettingValue(Url)));
            Assert.Equal(Text(document.Remove("registry")), Text(after.Remove("registry")));
            Assert.Equal(Others(text), Others(Text(after)));
            Assert.True(IsOneSplice(text, Text(after)) || text.Contains("registry[]", StringComparison.Ordinal));
        });

    [Fact]
    public void What_set_added_remove_takes_away_again() =>
        NpmrcFiles.Text.Where(t => Parse(t).Find("@new:registry") is null && t.Length > 3).Sample(text =>
            Assert.Equal(text, Text(Parse(text).Set("@new:registry", new SettingValue(Url)).Remove("@new:registry"))));

    [Fact]
    public void A_mebibyte_of_duplicates_is_edited_in_linear_time()
    {
        var text = string.Concat(Enumerable.Repeat("registry=https://a.example/\n", FileSnapshot.MaxBytes / 28));

        Assert.Equal("", Text(Parse(text).Remove("registry")));
        Assert.EndsWith($"registry={Url}\n", Text(Parse(text).Set("registry", new SettingValue(Url))));
    }

    private static IEnumerable<string?> Others(string text) =>
        new[] { "@corp:registry", "//npm.example/:_authToken", "REGISTRY", "cache", "ca" }.Select(key => Parse(text).Find(key)?.Value.Text);

    // All that differs is one run of bytes.
    private static bool IsOneSplice(string before, string after)
    {
        var start = before.AsSpan().CommonPrefixLength(after);
        var end = new string([.. before[start..].Reverse()]).AsSpan().CommonPrefixLength(new string([.. after[start..].Reverse()]));
        var inserted = after[start..^end];
        var removed = before[start..^end];
        return !removed.Contains('\n') && inserted.Count(c => c is '\n') <= 1;
    }

    private static IDocument Parse(string text) => NpmrcFormat.Instance.Parse(".npmrc", Encoding.Latin1.GetBytes(text), new DiagnosticBag())!;

    private static string Text(IDocument document) => Encoding.Latin1.GetString(document.Bytes.Span);
}
