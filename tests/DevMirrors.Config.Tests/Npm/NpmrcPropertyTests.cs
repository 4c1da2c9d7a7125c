using System.Text;
using System.Text.RegularExpressions;
using CsCheck;

namespace DevMirrors.Config.Tests;

/// <summary>Generated files, taken apart into lines here: every line that is not the key's is there after an edit, byte for byte, in order, with its own ending.</summary>
[Trait("Promise", "P11")]
public partial class NpmrcPropertyTests
{
    private const string ByteOrderMark = "\u00ef\u00bb\u00bf";

    private static readonly Gen<string> Key = Gen.OneOf("registry", "@corp:registry", "@new:registry");

    private static readonly Gen<SettingValue> Value = Gen.OneOf<SettingValue>(Gen.Const(new SettingValue("https://m.example/npm/")), Gen.Const(new SettingValue("a;b # \"c\"")), Gen.Const(new SettingValue("a", "b")));

    [Fact]
    public void Remove_keeps_every_line_of_other_keys_and_the_final_ending() =>
        Gen.Select(NpmrcFiles.Text, Key).Sample((text, key) =>
        {
            var after = Text(Parse(text).Remove(key));

            Assert.Null(Parse(after).Find(key));
            AssertSameLines(text, after, key);
            // Behind a blank line there is no other final ending to have.
            Assert.True(EndsInBreak(text) == EndsInBreak(after) || Others(text, key).Length == 0 || EndsInBlankLine(text, key));
        }, iter: 5_000);

    [Fact]
    public void A_line_that_was_added_and_removed_leaves_the_original() =>
        Gen.Select(NpmrcFiles.Text, Key, Value).Where((text, key, _) => Parse(text).Find(key) is null).Sample((text, key, value) =>
            Assert.Equal(text, Text(Parse(text).Set(key, value).Remove(key))), iter: 5_000);

    private static void AssertSameLines(string before, string after, string key)
    {
        Assert.Equal(Others(before, key), Others(after, key));
        Assert.True(before.StartsWith(ByteOrderMark, StringComparison.Ordinal) == after.StartsWith(ByteOrderMark, StringComparison.Ordinal) || after is ['[', ..]);
    }

    // The final ending is judged by itself, and what is blank before it has no other.
    private static string Others(string text, string key)
    {
        var others = new List<string>();
        var isTop = true;
        foreach (var line in Line().Matches(text.StartsWith(ByteOrderMark, StringComparison.Ordinal) ? text[3..] : text).Select(m => m.Value))
        {
            var body = line.TrimEnd('\r', '\n');
            isTop &= !Section().IsMatch(body) || others.Count == 0 && text.StartsWith(ByteOrderMark, StringComparison.Ordinal) && text[3] == '[';
            if (!isTop || Parse(body).Find(key) is null)
                others.Add(line);
        }
        return string.Concat(others).TrimEnd('\r', '\n');
    }

    private static bool EndsInBlankLine(string text, string key) => Line().Matches(text).Select(m => m.Value).LastOrDefault(l => Parse(l.TrimEnd('\r', '\n')).Find(key) is null) is "\n" or "\r" or "\r\n";

    private static bool EndsInBreak(string text) => text is [.., '\r' or '\n'];

    private static IDocument Parse(string text) => NpmrcFormat.Instance.Parse(".npmrc", Encoding.Latin1.GetBytes(text), new DiagnosticBag())!;

    private static string Text(IDocument document) => Encoding.Latin1.GetString(document.Bytes.Span);

    [GeneratedRegex(@"[^\r\n]*(\r\n|\n|\r)|[^\r\n]+\z")]
    private static partial Regex Line();

    [GeneratedRegex(@"^\[[^\]]*\]\s*$")]
    private static partial Regex Section();
}
