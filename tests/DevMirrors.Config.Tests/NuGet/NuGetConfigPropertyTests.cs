using System.Text;
using System.Xml;
using CsCheck;

namespace DevMirrors.Config.Tests;

/// <summary>Generated files: whatever surrounds the value, only the value's span changes, and System.Xml sees the new one.</summary>
[Trait("Promise", "P11")]
public class NuGetConfigPropertyTests
{
    private const string Old = "https://old.example/index.json";
    private const string Key = "packageSources/feed";

    private static readonly Gen<string> Space = Gen.OneOf(" ", "  ", "\t", "\n    ", "\r\n  ");
    private static readonly Gen<string> Gap = Gen.OneOf("", "\n", "\r\n", "\n  ", "<!-- <add key=\"feed\" value=\"x\" /> -->", "\n<!-- ' \" > & -->\r\n", "<?pi <add ?>", "\n\n\t");
    private static readonly Gen<string> Text = Gen.String[Gen.OneOf('a', 'é', '漢', '&', '<', '>', '"', '\'', '/', ' ', '%', ']'), 0, 12];
    private static readonly Gen<char> Quote = Gen.OneOf('"', '\'');

    private static readonly Gen<string> Add =
        from name in Text
        from value in Text
        from quote in Quote
        from space in Space
        from closed in Gen.OneOf("/>", " />", "></add>")
        select $"<add{space}value{space}={space}{quote}{XmlEscape.Escape(value, quote)}{quote}{space}key={quote}other-{XmlEscape.Escape(name, quote)}{quote}{closed}";

    private static readonly Gen<(string Before, string After)> Around =
        from declaration in Gen.OneOf("", "<?xml version=\"1.0\" encoding=\"utf-8\"?>", "<?xml version='1.0'?>\r\n")
        from gaps in Gap.Array[6]
        from adds in Add.Array[0, 4]
        from space in Space
        let cut = adds.Length / 2
        select (
            $"{declaration}{(declaration.Length == 0 ? "" : gaps[0])}<configuration{space}>{gaps[1]}<packageSources>{gaps[2]}{string.Concat(adds[..cut])}",
            $"{gaps[3]}{string.Concat(adds[cut..])}{gaps[4]}</packageSources{space}>{gaps[5]}</configuration>");

    [Fact]
    public void Setting_a_value_changes_its_span_and_nothing_else() =>
        Gen.Select(Around, Quote, Text, Gen.Bool).Sample((around, quote, value, bom) =>
        {
            var (start, end) = ($"{around.Before}<add key='feed' value={quote}", $"{quote} />{around.After}");
            var before = Bytes(start + Old + end, bom);

            var after = Parse(before).Set(Key, new SettingValue("https://" + value));

            Assert.Equal(Bytes(start + XmlEscape.Escape("https://" + value, quote) + end, bom), after.Bytes.ToArray());
            Assert.Equal("https://" + value, SeenByXml(after.Bytes.ToArray()));
        });

    [Fact]
    public void Adding_and_removing_an_entry_keeps_every_other_byte() =>
        Gen.Select(Around, Text, Gen.Bool).Sample((around, value, bom) =>
        {
            var before = Bytes(around.Before + around.After, bom);

            var added = Parse(before).Set(Key, new SettingValue("https://" + value));

            Assert.Equal("https://" + value, SeenByXml(added.Bytes.ToArray()));
            Assert.Equal("https://" + value, Parse(added.Bytes.ToArray()).Find(Key)?.Value.Text);
            var (prefix, suffix) = Common(before, added.Bytes.ToArray());
            Assert.Equal(before.Length, Math.Min(before.Length, prefix + suffix));
            Assert.Null(added.Remove(Key).Find(Key));
        });

    private static byte[] Bytes(string text, bool bom) => bom ? [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text)] : Encoding.UTF8.GetBytes(text);

    private static IDocument Parse(byte[] bytes)
    {
        var found = new DiagnosticBag();
        var document = NuGetConfigFormat.Instance.Parse("nuget.config", bytes, found);
        Assert.True(document is not null, string.Join('\n', found));
        return document;
    }

    private static string? SeenByXml(byte[] bytes)
    {
        var document = new XmlDocument { XmlResolver = null };
        document.Load(new MemoryStream(bytes));
        return document.SelectSingleNode("/configuration/packageSources/add[@key='feed']/@value")?.Value;
    }

    private static (int Prefix, int Suffix) Common(byte[] a, byte[] b)
    {
        var prefix = a.AsSpan().CommonPrefixLength(b);
        var suffix = 0;
        while (suffix < a.Length - prefix && a[^(suffix + 1)] == b[^(suffix + 1)])
            suffix++;
        return (prefix, suffix);
    }
}
