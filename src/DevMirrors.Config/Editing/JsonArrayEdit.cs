using System.Text;

namespace DevMirrors.Config;

/// <summary>Gives an existing array other items in the style that it has; items that stay keep their own spelling.</summary>
internal static class JsonArrayEdit
{
    /// <summary>The array's new text, from bracket to bracket.</summary>
    public static string Rewrite(ReadOnlySpan<byte> bytes, JsonMember member, SettingValue value, JsonLayout layout)
    {
        var old = member.Elements!;
        var quoted = Spell(bytes, old, value);
        if (old.Count == 0 || quoted.Count == 0)
            return layout.Array(quoted);
        return StartsWith(value, old) ? Extend(bytes, member, quoted) : Replace(bytes, member, quoted);
    }

    private static List<string> Spell(ReadOnlySpan<byte> bytes, IReadOnlyList<JsonElementText> old, SettingValue value)
    {
        var known = new Dictionary<string, string>();
        foreach (var element in old)
            known.TryAdd(element.Text, Slice(bytes, element.Start, element.End));
        return [.. value.Items.Select(item => known.GetValueOrDefault(item) ?? JsonLayout.Quote(item))];
    }

    private static bool StartsWith(SettingValue value, IReadOnlyList<JsonElementText> old) =>
        value.Items.Take(old.Count).SequenceEqual(old.Select(e => e.Text));

    private static string Extend(ReadOnlySpan<byte> bytes, JsonMember member, List<string> quoted)
    {
        var old = member.Elements!;
        var separator = Separator(bytes, member);
        var added = string.Concat(quoted.Skip(old.Count).Select(q => separator + q));
        return Slice(bytes, member.ValueStart, old[^1].End) + added + Slice(bytes, old[^1].End, member.End);
    }

    private static string Replace(ReadOnlySpan<byte> bytes, JsonMember member, List<string> quoted)
    {
        var old = member.Elements!;
        return Slice(bytes, member.ValueStart, old[0].Start)
            + string.Join(Separator(bytes, member), quoted)
            + Slice(bytes, old[^1].End, member.End);
    }

    private static string Separator(ReadOnlySpan<byte> bytes, JsonMember member)
    {
        var old = member.Elements!;
        if (old.Count > 1)
            return Slice(bytes, old[^2].End, old[^1].Start);
        var lead = Slice(bytes, member.ValueStart + 1, old[0].Start);
        return lead.Contains('\n') ? "," + lead : ", ";
    }

    private static string Slice(ReadOnlySpan<byte> bytes, int start, int end) => Encoding.UTF8.GetString(bytes[start..end]);
}
