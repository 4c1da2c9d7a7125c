using System.Text;
using DevMirrors.Config;

namespace DevMirrors.Promises.Tests;

/// <summary>A file as text, and where one key's definitions stand in it. Ends are exclusive.</summary>
/// <param name="Text">One character per byte; of a NuGet.Config the decoded text.</param>
/// <param name="Wholes">Each definition: a line without its ending, a member, an element or attribute with all that is in it.</param>
/// <param name="Value">What setting the key in place may change; null where the key is not set in place.</param>
internal sealed record KeySpans(string Text, IReadOnlyList<(int Start, int End)> Wholes, (int Start, int End)? Value)
{
    private static readonly string ByteOrderMark = Encoding.Latin1.GetString(Encoding.UTF8.Preamble);

    public static KeySpans Of(FuzzFormat format, ReadOnlyMemory<byte> bytes, string key) => format.Name switch
    {
        "go" => Go(Encoding.Latin1.GetString(bytes.Span), key),
        "npm" => Npm(Encoding.Latin1.GetString(bytes.Span), key),
        "docker" => Docker(bytes.ToArray(), key),
        _ => bytes.IsEmpty ? new KeySpans("", [], null) : NuGet(XmlSource.Parse(bytes).Source!, key),
    };

    private static KeySpans Go(string text, string key)
    {
        var wholes = new List<(int Start, int End)>();
        for (var start = 0; start < text.Length; start = text.IndexOf('\n', start) is >= 0 and var next ? next + 1 : text.Length)
        {
            if (string.CompareOrdinal(text, start, key + "=", 0, key.Length + 1) == 0)
                wholes.Add((start, text.IndexOf('\n', start) is >= 0 and var end ? end : text.Length));
        }
        return new KeySpans(text, wholes, wholes.Count == 0 ? null : (wholes[^1].Start + key.Length + 1, wholes[^1].End));
    }

    private static KeySpans Npm(string text, string key)
    {
        var ours = NpmrcDefinition.Read(text).Definitions.Where(d => d.Key == key).ToList();
        // The mark is the file's, not the line's.
        var mark = text.StartsWith(ByteOrderMark, StringComparison.Ordinal) ? ByteOrderMark.Length : 0;
        var inPlace = ours.Count > 0 && ours.TrueForAll(d => !d.IsArray && d.HasEquals);
        return new KeySpans(text, [.. ours.Select(d => (Math.Max(d.Line.Start, mark), d.Line.End))], inPlace ? (ours[^1].Start, ours[^1].End) : null);
    }

    private static KeySpans Docker(byte[] bytes, string key)
    {
        var members = JsonOutline.Read(bytes, DaemonJsonDocument.TextStart(bytes)).Members.Where(m => m.Name == key).ToList();
        return new KeySpans(Encoding.Latin1.GetString(bytes), [.. members.Select(m => (m.Start, m.End))], members.Count == 0 ? null : (members[^1].ValueStart, members[^1].End));
    }

    private static KeySpans NuGet(XmlSource source, string key)
    {
        var asked = NuGetConfigKey.Parse(key);
        var section = source.Root.Children.FirstOrDefault(s => s.Name == asked.Section);
        var entries = (section?.Children ?? []).Where(e =>
            e.IsNamed(asked.IsPatterns ? "packageSource" : "add") && string.Equals(e.Attribute("key")?.Value, asked.Name, StringComparison.OrdinalIgnoreCase)).ToList();
        var counts = entries.FirstOrDefault(e => !section!.Children.Any(c => c.IsNamed("clear") && c.Start > e.Start));
        if (asked.IsPatterns)
            return new KeySpans(source.Text, [.. entries.Select(e => (e.Start, e.End))], counts is null ? null : (counts.Start, counts.End));
        var value = counts?.Attribute(asked.Attribute);
        return new KeySpans(
            source.Text,
            asked.IsValue ? [.. entries.Select(e => (e.Start, e.End))] : [.. entries.Select(e => e.Attribute(asked.Attribute)).OfType<XmlAttribute>().Select(a => (a.Start, a.End))],
            value is null ? null : (value.ValueStart, value.ValueEnd));
    }
}
