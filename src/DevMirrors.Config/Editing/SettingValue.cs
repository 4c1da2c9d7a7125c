namespace DevMirrors.Config;

/// <summary>A setting's value: one text, or a list of texts where the client's format has lists. Compared by content.</summary>
public sealed class SettingValue : IEquatable<SettingValue>
{
    public SettingValue(params IReadOnlyList<string> items) => Items = items;

    public IReadOnlyList<string> Items { get; }

    /// <summary>The items, comma-separated: for people, never for a file.</summary>
    public string Text => string.Join(",", Items);

    public bool Equals(SettingValue? other) => other is not null && Items.SequenceEqual(other.Items);

    public override bool Equals(object? obj) => Equals(obj as SettingValue);

    public override int GetHashCode() => string.GetHashCode(Text, StringComparison.Ordinal);

    public override string ToString() => Text;
}
