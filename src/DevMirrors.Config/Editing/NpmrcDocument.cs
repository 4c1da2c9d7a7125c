using System.Text;

namespace DevMirrors.Config;

/// <summary>A .npmrc as text, one character per byte, and the edits that change one key's value or lines and nothing else.</summary>
internal sealed class NpmrcDocument(string text) : IDocument
{
    private (IReadOnlyList<NpmrcDefinition> Definitions, int TopEnd)? _read;
    private ILookup<string, NpmrcDefinition>? _byKey;

    public ReadOnlyMemory<byte> Bytes => Encoding.Latin1.GetBytes(text);

    /// <summary>The keys that npm would see, each once.</summary>
    public IEnumerable<string> Keys => Content.Definitions.Select(d => d.Key).Distinct();

    // Only when asked for: of most edited documents nothing but the bytes is wanted.
    private (IReadOnlyList<NpmrcDefinition> Definitions, int TopEnd) Content => _read ??= NpmrcDefinition.Read(text);

    public DocumentSetting? Find(string key)
    {
        var definitions = Of(key);
        if (definitions.Count == 0)
            return null;
        // From its first `key[]` on npm collects, brackets or not; before it, each definition replaces the one above.
        var array = definitions.FindIndex(d => d.IsArray);
        var values = definitions.Skip(array < 0 ? definitions.Count - 1 : Math.Max(0, array - 1)).Select(d => d.Value);
        var last = definitions[^1];
        var column = NpmrcText.ToUnicode(text.AsSpan(last.Line.Start, last.Start - last.Line.Start)).Length + 1;
        return new DocumentSetting(key, new SettingValue([.. values]), last.Line.Number, column);
    }

    public IDocument Set(string key, SettingValue value)
    {
        if (Equals(Find(key)?.Value, value))
            return this;
        var definitions = Of(key);
        if (definitions.Count == 0)
            return Append(key, value);
        return definitions.Exists(d => d.IsArray) || value.Items.Count != 1
            ? ((NpmrcDocument)Remove(key)).Append(key, value)
            : Splice(definitions[^1], value.Items[0]);
    }

    public IDocument Remove(string key)
    {
        var definitions = Of(key);
        return definitions.Count == 0 ? this : Without(definitions);
    }

    public IDocument Replace(string key, SettingValue value, SettingValue? other)
    {
        var definitions = Of(key);
        // Lines that npm collects are one value together.
        if (definitions.Exists(d => d.IsArray) || value.Items.Count != 1 || other is { Items.Count: not 1 })
            return !Equals(Find(key)?.Value, value) ? this : other is null ? Remove(key) : Set(key, other);
        var equal = definitions.FindAll(d => d.Value == value.Items[0]);
        if (equal.Count == 0)
            return this;
        // From the last to the first, so that the places before stay true.
        return other is null ? Without(equal) : equal.AsEnumerable().Reverse().Aggregate(this, (document, d) => document.Splice(d, other.Items[0]));
    }

    private NpmrcDocument Without(List<NpmrcDefinition> definitions)
    {
        var last = definitions[^1].Line;
        var kept = WithoutLines(definitions);
        return new NpmrcDocument(KeptMark(kept) + (last.Next == last.End ? WithoutFinalEnding(kept) : kept));
    }

    private string WithoutLines(List<NpmrcDefinition> definitions)
    {
        var kept = new StringBuilder();
        var from = 0;
        foreach (var definition in definitions)
        {
            kept.Append(text, from, definition.Line.Start - from);
            from = definition.Line.Next;
        }
        return kept.Append(text, from, text.Length - from).ToString();
    }

    // The mark stays where its line goes, except before a section: npm would no longer take that for one.
    private string KeptMark(string kept) =>
        text.StartsWith(ByteOrderMark, StringComparison.Ordinal) && !kept.StartsWith(ByteOrderMark, StringComparison.Ordinal) && kept is not ['[', ..] ? ByteOrderMark : "";

    private List<NpmrcDefinition> Of(string key) => [.. (_byKey ??= Content.Definitions.ToLookup(d => d.Key))[key]];

    private NpmrcDocument Splice(NpmrcDefinition definition, string value)
    {
        var beforeComment = definition.End < text.Length && text[definition.End] is ';' or '#' ? " " : "";
        var written = NpmrcText.Encode(value, definition.Quote, beforeComment + text[definition.End..definition.Line.End]);
        return new NpmrcDocument($"{text[..definition.Start]}{(definition.HasEquals ? "" : "=")}{written}{beforeComment}{text[definition.End..]}");
    }

    private NpmrcDocument Append(string key, SettingValue value)
    {
        var ending = NpmrcLine.CommonEnding(text);
        var name = NpmrcText.FromUnicode(key) + (value.Items.Count == 1 ? "" : "[]");
        var lines = string.Join(ending, value.Items.Select(item => $"{name}={NpmrcText.Encode(item, null)}"));
        var top = text[..Content.TopEnd];
        var isOpen = top.Length > 0 && top != ByteOrderMark && top[^1] is not ('\r' or '\n');
        return new NpmrcDocument(isOpen ? top + ending + lines : top + lines + ending + text[Content.TopEnd..]);
    }

    private static readonly string ByteOrderMark = NpmrcText.FromUnicode("\ufeff");

    private static string WithoutFinalEnding(string text) =>
        text.EndsWith("\r\n", StringComparison.Ordinal) ? text[..^2] : text.Length > 0 && text[^1] is '\r' or '\n' ? text[..^1] : text;
}
