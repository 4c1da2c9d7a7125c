using System.Text;

namespace DevMirrors.Config;

/// <summary>dockerd's daemon.json as bytes; keys are members of the top-level object, values are arrays of texts.</summary>
internal sealed class DaemonJsonDocument : IDocument
{
    private readonly byte[] _bytes;
    private readonly JsonOutline _outline;

    /// <exception cref="JsonMistake">The bytes are not a JSON object.</exception>
    public DaemonJsonDocument(byte[] bytes)
    {
        _bytes = bytes;
        _outline = JsonOutline.Read(bytes, TextStart(bytes));
    }

    public ReadOnlyMemory<byte> Bytes => _bytes;

    public IReadOnlyList<JsonMember> Members => _outline.Members;

    public DocumentSetting? Find(string key)
    {
        if (_outline.Find(key) is not { Value: { } value } member)
            return null;
        var (line, column) = JsonPlace.LineAndColumn(_bytes, member.Start);
        return new DocumentSetting(key, value, line, column);
    }

    public IDocument Set(string key, SettingValue value)
    {
        if (_outline.Find(key) is not { } member)
            return new DaemonJsonDocument(Insert(key, value));
        if (value.Equals(member.Value))
            return this;
        return With(member, value);
    }

    public IDocument Remove(string key)
    {
        if (_outline.Find(key) is null)
            return this;
        return Without(m => m.Name == key);
    }

    public IDocument Replace(string key, SettingValue value, SettingValue? other)
    {
        bool IsMeant(JsonMember member) => member.Name == key && value.Equals(member.Value);
        if (value.Equals(other) || !_outline.Members.Any(IsMeant))
            return this;
        if (other is null)
            return Without(IsMeant);
        // From the last to the first, so that the places before stay true.
        return _outline.Members.Where(IsMeant).Reverse().Aggregate(this, (document, member) => document.With(member, other));
    }

    public static int TextStart(ReadOnlySpan<byte> bytes) => bytes.StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.Preamble.Length : 0;

    private byte[] Insert(string key, SettingValue value)
    {
        var layout = JsonLayout.Of(_bytes, _outline);
        var member = layout.Member(key, value);
        if (_outline.Members.Count > 0)
            return Splice(_outline.Members[^1].End, _outline.Members[^1].End, "," + layout.Separator + member);
        var inside = $"{layout.Separator}{member}{layout.LineBreak}";
        return _outline.Open < 0 ? InsertObject(inside, layout) : Splice(_outline.Open + 1, _outline.Close, inside);
    }

    // White space that somebody left in an otherwise empty file stays, after the object.
    private byte[] InsertObject(string inside, JsonLayout layout)
    {
        var start = TextStart(_bytes);
        var ending = _bytes.AsSpan(start).Contains((byte)'\n') ? "" : layout.LineBreak;
        return Splice(start, start, $"{{{inside}}}{ending}");
    }

    private DaemonJsonDocument With(JsonMember member, SettingValue value)
    {
        var layout = JsonLayout.Of(_bytes, _outline);
        var text = member.Elements is null
            ? layout.Array(value.Items.Select(JsonLayout.Quote))
            : JsonArrayEdit.Rewrite(_bytes, member, value, layout);
        return new DaemonJsonDocument(Splice(member.ValueStart, member.End, text));
    }

    /// <summary>Each member goes with what separates it from the next, the last with what separates it from the one before.</summary>
    private DaemonJsonDocument Without(Func<JsonMember, bool> isMeant)
    {
        var members = _outline.Members;
        if (members.All(isMeant))
            return new DaemonJsonDocument(Splice(_outline.Open + 1, _outline.Close, ""));
        var result = new MemoryStream(_bytes.Length);
        result.Write(_bytes.AsSpan(0, members[0].Start));
        var separator = default(Range?);
        for (var i = 0; i < members.Count; i++)
        {
            if (isMeant(members[i]))
                continue;
            result.Write(separator is { } between ? _bytes.AsSpan(between) : []);
            result.Write(_bytes.AsSpan(members[i].Start..members[i].End));
            separator = i + 1 < members.Count ? members[i].End..members[i + 1].Start : null;
        }
        result.Write(_bytes.AsSpan(members[^1].End));
        return new DaemonJsonDocument(result.ToArray());
    }

    private byte[] Splice(int start, int end, string text) => [.. _bytes[..start], .. Encoding.UTF8.GetBytes(text), .. _bytes[end..]];
}
