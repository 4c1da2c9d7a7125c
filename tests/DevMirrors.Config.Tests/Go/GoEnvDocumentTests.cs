using System.Text;
using CsCheck;

namespace DevMirrors.Config.Tests;

[Trait("Promise", "P11")]
public class GoEnvDocumentTests
{
    private static readonly Gen<string> Key = Gen.OneOf("GOPROXY", "GOPRIVATE", "GOSUMDB");

    private static readonly Gen<string> Value = Gen.OneOf("https://a.example", "https://b.example,direct", "c|d", "x=y", "caf\u00e9");

    // Lines that go reads, lines that look so and are not, line ends of every kind, bytes of every encoding.
    private static readonly Gen<string> Line = Gen.OneOf<string>(
        Gen.Select(Key, Value, (k, v) => $"{k}={v}"),
        Gen.Select(Key, Value, (k, v) => $"{k}={v}\r"),
        Gen.Select(Gen.OneOf(" ", "#", "export ", "\u00ef\u00bb\u00bf", "X"), Key, Value, (p, k, v) => $"{p}{k}={v}"),
        Gen.Select(Key, Value, (k, v) => $"{k} = {v}"),
        Gen.OneOf("", "\r", "# comment", "GOFLAGS=-v", "GOPROXY", "\u00ff\u00fe", "="));

    private static readonly Gen<string> File =
        Gen.Select(Line.List[0, 12], Gen.Bool, Gen.Bool, (lines, bom, end) => (bom ? "\u00ef\u00bb\u00bf" : "") + string.Join('\n', lines) + (end ? "\n" : ""));

    [Fact]
    public void What_was_set_is_found_and_setting_it_again_changes_nothing() =>
        Gen.Select(File, Key, Value).Sample((file, key, value) =>
        {
            var wanted = GoEnvDocument.Value(key, value);
            var after = Parse(file).Set(key, wanted);

            Assert.Equal(wanted, after.Find(key)?.Value);
            Assert.Same(after, after.Set(key, wanted));
        });

    [Fact]
    public void Set_changes_the_value_of_the_last_definition_or_appends_one_line_and_nothing_else() =>
        Gen.Select(File, Key, Value).Sample((file, key, value) =>
        {
            var after = Text(Parse(file).Set(key, GoEnvDocument.Value(key, value)));

            if (LastDefinition(file, key) is { } last)
                Assert.Equal($"{file[..last.Start]}{key}={value}{file[last.End..]}", after);
            else
                Assert.Equal($"{file}{(file.Length == 0 || file.EndsWith('\n') ? "" : "\n")}{key}={value}\n", after);
        });

    [Fact]
    public void Other_keys_keep_their_values() =>
        Gen.Select(File, Value).Sample((file, value) =>
        {
            var after = Parse(file).Set("GOPROXY", new SettingValue(value));

            Assert.Equal(Parse(file).Find("GOPRIVATE")?.Value, after.Find("GOPRIVATE")?.Value);
            Assert.Equal(Parse(file).Find("GOPRIVATE")?.Value, after.Remove("GOPROXY").Find("GOPRIVATE")?.Value);
        });

    [Fact]
    public void Remove_takes_every_definition_and_no_other_line() =>
        Gen.Select(File, Key).Sample((file, key) =>
        {
            var after = Parse(file).Remove(key);

            Assert.Null(after.Find(key));
            Assert.Equal(string.Concat(Lines(file).Where(l => !l.StartsWith(key + "=", StringComparison.Ordinal))), Text(after));
        });

    [Fact]
    public void A_new_line_that_goes_again_leaves_a_file_with_a_final_newline_as_it_was() =>
        Gen.Select(File, Value).Sample((file, value) =>
        {
            var before = Text(Parse(file).Remove("GOPROXY"));
            if (before.Length == 0 || before.EndsWith('\n'))
                Assert.Equal(before, Text(Parse(before).Set("GOPROXY", new SettingValue(value)).Remove("GOPROXY")));
        });

    [Theory]
    [InlineData("a,b", "a", "b")]
    [InlineData(" a, b ", " a", " b ")]
    [InlineData("a,,b", "a", "", "b")]
    [InlineData("")]
    public void Lists_are_split_at_commas_and_not_trimmed(string value, params string[] items) =>
        Assert.Equal(new SettingValue(items), Parse($"GOPRIVATE={value}\n").Find("GOPRIVATE")?.Value);

    [Fact]
    public void The_place_is_that_of_the_value_that_counts()
    {
        var found = Parse("# x\nGOPROXY=a\nGOPROXY=b\n").Find("GOPROXY")!;

        Assert.Equal(("b", 3, 9), (found.Value.Text, found.Line, found.Column));
    }

    [Theory]
    [InlineData("GOPROXY=a\nGO\0FLAGS=b\n", 2, 3)]
    [InlineData("GOPROXY=a\n<<<<<<< HEAD\n", 2, 1)]
    [InlineData(">>>>>>> branch\n", 1, 1)]
    public void Files_that_nobody_wrote_on_purpose_are_refused_with_their_place(string text, int line, int column)
    {
        var found = new DiagnosticBag();

        Assert.Null(GoEnvFormat.Instance.Parse("env", Encoding.Latin1.GetBytes(text), found));
        Assert.Equal(("DEVM3001", new Place("env", line, column)), (found[0].Code, found[0].Place));
    }

    [Fact]
    public void A_value_that_is_not_one_line_is_never_written() =>
        Assert.Throws<ArgumentException>(() => Parse("").Set("GOPROXY", new SettingValue("a\nGOFLAGS=-toolexec=x")));

    private static (int Start, int End)? LastDefinition(string file, string key)
    {
        var start = 0;
        (int, int)? last = null;
        foreach (var line in Lines(file))
        {
            if (line.StartsWith(key + "=", StringComparison.Ordinal))
                last = (start, start + line.TrimEnd('\n').Length);
            start += line.Length;
        }
        return last;
    }

    private static string[] Lines(string text) => LineDiff.Split(text);

    private static GoEnvDocument Parse(string text) => new(Encoding.Latin1.GetBytes(text));

    private static string Text(IDocument document) => Encoding.Latin1.GetString(document.Bytes.Span);
}
