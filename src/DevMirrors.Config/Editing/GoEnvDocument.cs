using System.Text;

namespace DevMirrors.Config;

/// <summary>
/// A go env file as go reads it: a key begins at column 1 with A–Z and ends at the first <c>=</c>, the value is the rest of the line,
/// blanks, quotes and CR included, and the last definition wins. Everything else go skips without a word, and so do we.
/// https://github.com/golang/go/blob/go1.19.8/src/cmd/go/internal/cfg/cfg.go
/// </summary>
internal sealed class GoEnvDocument : IDocument
{
    // One char per byte: comments may be in any encoding, and every byte comes out as it went in.
    private readonly string _text;

    public GoEnvDocument(ReadOnlyMemory<byte> bytes) => (Bytes, _text) = (bytes, Encoding.Latin1.GetString(bytes.Span));

    public ReadOnlyMemory<byte> Bytes { get; }

    public DocumentSetting? Find(string key) => Setting(Definitions(key).LastOrDefault());

    /// <summary>As go reads its own <c>$GOROOT/go.env</c>: there the first definition wins.</summary>
    public DocumentSetting? FindFirst(string key) => Setting(Definitions(key).FirstOrDefault());

    public IDocument Set(string key, SettingValue value)
    {
        var text = Spell(key, value);
        if (Definitions(key).LastOrDefault() is not { } last)
            return With($"{_text}{(_text.Length == 0 || _text.EndsWith('\n') ? "" : "\n")}{key}={text}\n");
        return last.Value == text ? this : With($"{_text.AsSpan(0, last.ValueStart)}{text}{_text.AsSpan(last.End)}");
    }

    public IDocument Remove(string key)
    {
        var kept = new StringBuilder();
        var at = 0;
        foreach (var definition in Definitions(key))
        {
            kept.Append(_text, at, definition.Start - at);
            at = definition.NextLine;
        }
        return at == 0 ? this : With(kept.Append(_text, at, _text.Length - at).ToString());
    }

    public IDocument Replace(string key, SettingValue value, SettingValue? other)
    {
        var text = new StringBuilder();
        var at = 0;
        foreach (var definition in Definitions(key).Where(d => Value(key, d.Value).Equals(value)))
        {
            text.Append(_text, at, (other is null ? definition.Start : definition.ValueStart) - at);
            if (other is not null)
                text.Append(Spell(key, other));
            at = other is null ? definition.NextLine : definition.End;
        }
        return at == 0 ? this : With(text.Append(_text, at, _text.Length - at).ToString());
    }

    /// <summary>A value's text as go takes it apart. Items are not trimmed, for go does not trim them either: <c> corp.example</c> matches nothing.</summary>
    public static SettingValue Value(string key, string text) =>
        !GoKeys.IsList(key) ? new SettingValue(text) : text.Length == 0 ? new SettingValue() : new SettingValue(text.Split(','));

    /// <summary>Where an edit would be a guess, or null: go reads on behind such a place, but nobody wrote that file on purpose.</summary>
    public (int Line, int Column, string Reason)? FindDamage()
    {
        foreach (var line in Lines())
        {
            var text = _text.AsSpan(line.Start, line.End - line.Start);
            if (text.IndexOf('\0') is >= 0 and var nul)
                return (line.Number, nul + 1, "it holds a NUL byte");
            if (text.StartsWith("<<<<<<<", StringComparison.Ordinal) || text.StartsWith(">>>>>>>", StringComparison.Ordinal))
                return (line.Number, 1, "it holds the marks of a merge conflict");
        }
        return null;
    }

    private static string Spell(string key, SettingValue value)
    {
        var text = GoKeys.IsList(key) ? string.Join(',', value.Items.Select(i => i.TrimEnd('\r')).Distinct()) : value.Text;
        return text.Contains('\n') || text.Any(c => c > 0xFF)
            ? throw new ArgumentException("a value of a go env file is one line of bytes", nameof(value))
            : text;
    }

    private IEnumerable<Definition> Definitions(string key)
    {
        foreach (var line in Lines())
        {
            var value = line.Start + key.Length + 1;
            if (value <= line.End && _text[value - 1] == '=' && string.CompareOrdinal(_text, line.Start, key, 0, key.Length) == 0)
                yield return new Definition(key, line.Number, line.Start, value, line.End, line.Next, _text[value..line.End]);
        }
    }

    private IEnumerable<(int Number, int Start, int End, int Next)> Lines()
    {
        var number = 0;
        for (var start = 0; start < _text.Length;)
        {
            var lf = _text.IndexOf('\n', start);
            var end = lf < 0 ? _text.Length : lf;
            var next = lf < 0 ? end : lf + 1;
            yield return (++number, start, end, next);
            start = next;
        }
    }

    private static DocumentSetting? Setting(Definition? definition) =>
        definition is null ? null : new DocumentSetting(definition.Key, Value(definition.Key, definition.Value), definition.Line, definition.Key.Length + 2);

    private static GoEnvDocument With(string text) => new(Encoding.Latin1.GetBytes(text));

    /// <summary>One line that defines a key; offsets into the text, the value from <paramref name="ValueStart"/> to before <paramref name="End"/>.</summary>
    private sealed record Definition(string Key, int Line, int Start, int ValueStart, int End, int NextLine, string Value);
}
