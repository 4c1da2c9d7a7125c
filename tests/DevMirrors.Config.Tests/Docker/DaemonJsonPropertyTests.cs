using System.Text;
using System.Text.Json;
using CsCheck;

namespace DevMirrors.Config.Tests;

[Trait("Promise", "P11")]
public class DaemonJsonPropertyTests
{
    private static readonly Gen<string> Blank = Gen.OneOf("", "", " ", "\n", "\r\n", "\t", "\n  ", "\r\n    ", "  \n\t");

    private static readonly Gen<string> Text =
        Gen.OneOf("debug", "registry-mirrors", "é", "a\\\"b", "\\u0041", "x y", "{", "]", ",", "\\\\", "😀", "https:\\/\\/m.example");

    private static readonly Gen<string> Name =
        Gen.OneOf("debug", "hosts", "log-opts", "é", "a\\\"b", "features", "{", "]", ":", "mirrors", "insecure\\u002dregistrie");

    private static readonly Gen<string> Scalar =
        Gen.OneOf<string>(Gen.OneOf("true", "null", "-1.5e+3", "0"), Text.Select(t => $"\"{t}\""));

    private static readonly Gen<string> Value = Gen.Recursive<string>((depth, nested) =>
        depth > 3 ? Scalar : Gen.OneOf<string>(Scalar, List("[", nested, "]"), List("{", MemberOf(nested, Text), "}")));

    private static readonly Gen<string> Array = List("[", Text.Select(t => $"\"{t}\""), "]");

    private static readonly Gen<string[]> Members = MemberOf(Value, Name).Array[1, 6];

    private static readonly Gen<SettingValue> Wanted =
        Gen.OneOf("https://a.example", "https://b.example:5000/", "http://127.0.0.1:5055", "https://ü.example/\"", "m").Array[0, 4].Select(a => new SettingValue(a));

    [Fact]
    public void Setting_an_absent_key_only_adds_bytes_and_removing_it_gives_the_original() =>
        Document(Members).Select(Wanted).Sample((text, value) =>
        {
            var before = DaemonJson.Parse(text);
            var after = before.Set(DaemonJson.Mirrors, value);

            Strict(after);
            Assert.Equal(value, after.Find(DaemonJson.Mirrors)!.Value);
            AssertOnlyInserted(before.Bytes.Span, after.Bytes.Span);
            Assert.Equal(text, after.Remove(DaemonJson.Mirrors).Text());
        });

    [Fact]
    public void Setting_a_key_that_is_there_changes_its_value_and_no_other_byte() =>
        Gen.Select(Blank, Members, Blank, Array, Blank, Members, Blank, Wanted).Sample((b1, head, b2, array, b3, tail, b4, value) =>
        {
            var prefix = $"{b1}{{{string.Join(",", head)},{b2}\"registry-mirrors\":{b3}";
            var suffix = $"{b4},{string.Join(",", tail)}}}{b1}";
            var after = DaemonJson.Parse(prefix + array + suffix).Set(DaemonJson.Mirrors, value);

            Strict(after);
            Assert.Equal(value, after.Find(DaemonJson.Mirrors)!.Value);
            Assert.StartsWith(prefix, after.Text(), StringComparison.Ordinal);
            Assert.EndsWith(suffix, after.Text(), StringComparison.Ordinal);
        });

    [Fact]
    public void Removing_a_key_leaves_every_other_member_as_it_was() =>
        Gen.Select(Members, Array, Members).Sample((head, array, tail) =>
        {
            string[] all = [.. head, $"\"registry-mirrors\":{array}", .. tail];
            var after = DaemonJson.Parse($"{{{string.Join(",", all)}}}").Remove(DaemonJson.Mirrors);

            Strict(after);
            Assert.Null(after.Find(DaemonJson.Mirrors));
            Assert.All(head.Concat(tail), m => Assert.Contains(m.Trim(), after.Text(), StringComparison.Ordinal));
        });

    private static Gen<string> Document(Gen<string[]> members) =>
        Gen.Select(Blank, members, Blank, (blank, list, end) => $"{blank}{{{string.Join(",", list)}}}{end}");

    private static Gen<string> MemberOf(Gen<string> value, Gen<string> name) =>
        Gen.Select(Blank, name, Blank, Blank, value, Blank, (b1, n, b2, b3, v, b4) => $"{b1}\"{n}\"{b2}:{b3}{v}{b4}");

    private static Gen<string> List(string open, Gen<string> item, string close) =>
        Gen.Select(Blank, Gen.Select(Blank, item, Blank, (a, i, b) => a + i + b).Array[0, 4], (b, items) => open + (items.Length == 0 ? b : string.Join(",", items)) + close);

    private static void Strict(IDocument document)
    {
        var bytes = document.Bytes.Span;
        var reader = new Utf8JsonReader(bytes);
        while (reader.Read())
        {
        }
    }

    private static void AssertOnlyInserted(ReadOnlySpan<byte> before, ReadOnlySpan<byte> after)
    {
        var prefix = before.CommonPrefixLength(after);
        Assert.True(after.EndsWith(before[prefix..]), $"{Encoding.UTF8.GetString(before)}\nbecame\n{Encoding.UTF8.GetString(after)}");
    }
}
