using System.Text;
using System.Text.Json;
using System.Xml;
using System.Xml.Linq;
using DevMirrors.Config;

namespace DevMirrors.Promises.Tests;

/// <summary>What every editor owes to every file, however odd: the rules that fuzzing checks.</summary>
internal static class EditorRules
{
    private const string Path = "/home/file";

    /// <returns>Whether the format takes the file.</returns>
    public static bool Check(FuzzFormat format, byte[] bytes)
    {
        if (Parse(format, bytes, out var found) is not { } document)
        {
            // P14: what cannot be parsed is refused by name and place.
            Assert.True(found.HasErrors);
            Assert.All(found, d => Assert.True(d.Place is { File: Path, Line: > 0, Column: > 0 } && d.Message.Length > 0, d.ToString()));
            return false;
        }
        Assert.Equal(bytes, document.Bytes.ToArray());
        Referee(format, bytes);
        foreach (var (key, value) in format.Wishes.Where(w => !IsAttributeOfNothing(w.Key, document)))
            CheckKey(format, document, key, value);
        return true;
    }

    private static void CheckKey(FuzzFormat format, IDocument document, string key, SettingValue value)
    {
        var before = document.Find(key)?.Value;
        var set = Again(format, document.Set(key, value));
        Assert.Equal(Sorted(key, value), Sorted(key, set.Find(key)?.Value));
        Assert.Equal(set.Bytes.ToArray(), set.Set(key, value).Bytes.ToArray());
        SameElsewhere(format, document, set, key);

        var removed = Again(format, document.Remove(key));
        Assert.Null(removed.Find(key));
        SameElsewhere(format, document, removed, key);
        // Of odd layouts the rules of values hold; which white space belongs to whom is nobody's promise there.
        var isTidy = TidyLayout.Is(format, document.Bytes);
        if (isTidy)
        {
            ByteRule.IsRemoved(format, key, document, removed);
            ByteRule.IsSet(format, key, document, set, removed);
        }
        if (before is null)
        {
            if (isTidy && GivesBack(format, key, document))
                Assert.Equal(Encoding.Latin1.GetString(removed.Bytes.Span), Encoding.Latin1.GetString(Again(format, set.Remove(key)).Bytes.Span));
            return;
        }
        var back = Again(format, set.Set(key, before));
        Assert.Equal(Sorted(key, Written(format, key, before)), Sorted(key, back.Find(key)?.Value));
        SameElsewhere(format, document, back, key);
        if (isTidy && Sorted(key, before) is not null)
            ByteRule.IsSet(format, key, set, back, Again(format, set.Remove(key)));
    }

    // Patterns are a set: those that are there stay in their place. A source with none of them is as good as none.
    private static SettingValue? Sorted(string key, SettingValue? value) =>
        value is null || !key.StartsWith(NuGetNames.Mapping, StringComparison.Ordinal) ? value
        : value.Items.Count == 0 ? null : new SettingValue([.. value.Items.Distinct().Order(StringComparer.Ordinal)]);

    // Only a source that is there gets a protocol version.
    private static bool IsAttributeOfNothing(string key, IDocument document) => key.Split('@') is [{ } entry, "protocolVersion"] && document.Find(entry) is null;

    // In a go env file a list is written without what matches nothing: the carriage return of a foreign line ending.
    private static SettingValue Written(FuzzFormat format, string key, SettingValue value) =>
        format.Name == "go" && key == "GOPRIVATE" ? GoEnvDocument.Value(key, string.Join(',', value.Items.Select(i => i.TrimEnd('\r')).Distinct())) : value;

    // What an edit had to add beside the key stays when the key goes: a go env file's final newline, an object, a section.
    private static bool GivesBack(FuzzFormat format, string key, IDocument document) => format.Name switch
    {
        "go" => document.Bytes.Span is [] or [.., (byte)'\n'],
        "npm" => true,
        "docker" => JsonOutline.Read(document.Bytes.Span, DaemonJsonDocument.TextStart(document.Bytes.Span)).Members.Count > 0,
        _ => !document.Bytes.IsEmpty && HasRoom(XmlSource.Parse(document.Bytes).Source!, NuGetConfigKey.Parse(key).Section),
    };

    // Behind the last entry stands nothing but the section's end, on a line of its own or with everything on one: what else is there is parted from it for good.
    private static bool HasRoom(XmlSource source, string name)
    {
        if (source.Root.Children.FirstOrDefault(s => s.Name == name) is not { Children: [.., var last] } section)
            return false;
        var end = source.Text[last.End..section.End];
        return end.TrimStart(' ', '\t', '\r', '\n').StartsWith("</", StringComparison.Ordinal)
            && (end.IndexOf('<') is var gap && end.AsSpan(0, gap).ContainsAny('\r', '\n') || !source.Text.AsSpan(section.Start, section.End - section.Start).ContainsAny('\r', '\n'));
    }


    // P11: an edit of one key is none of another.
    private static void SameElsewhere(FuzzFormat format, IDocument document, IDocument edited, string key)
    {
        foreach (var other in format.Wishes.Select(w => w.Key).Where(k => !k.StartsWith(key, StringComparison.Ordinal) && !key.StartsWith(k, StringComparison.Ordinal)))
            Assert.Equal(document.Find(other)?.Value, edited.Find(other)?.Value);
    }

    // What was written must read as before: an edit never makes a file that we would refuse.
    private static IDocument Again(FuzzFormat format, IDocument document)
    {
        var bytes = document.Bytes.ToArray();
        var again = Parse(format, bytes, out var found);
        Assert.True(again is not null, $"{Encoding.Latin1.GetString(bytes)}\n{string.Join('\n', found)}");
        Referee(format, bytes);
        return again;
    }

    // An independent reader of the same language.
    private static void Referee(FuzzFormat format, byte[] bytes)
    {
        if (string.IsNullOrWhiteSpace(Encoding.UTF8.GetString(bytes).TrimStart('\uFEFF')))
            return;
        if (format.Name == "docker")
            JsonDocument.Parse(bytes.AsMemory(bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? 3 : 0)).Dispose();
        else if (format.Name == "nuget")
            XDocument.Load(XmlReader.Create(new MemoryStream(bytes), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit }));
    }

    private static IDocument? Parse(FuzzFormat format, byte[] bytes, out DiagnosticBag found)
    {
        found = new DiagnosticBag();
        return EcosystemList.Find(format.Name)!.Formats[0].Parse(Path, bytes, found);
    }
}
