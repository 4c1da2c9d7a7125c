namespace DevMirrors.Config;

/// <summary>A name that stands in the file, and what stands below it. Nothing keeps its whole path, which could be long, and the same for a hundred thousand keys.</summary>
internal sealed class TomlNode
{
    private Dictionary<string, TomlNode>? _below;

    /// <summary>The number of the last element of an array of tables; -1 for everything else.</summary>
    public int LastElement { get; set; } = -1;

    /// <summary>Whether it stands there as a key or a heading, and not as a part of one alone.</summary>
    public bool IsTaken { get; set; }

    public TomlNode Below(string name)
    {
        _below ??= [];
        return _below.TryGetValue(name, out var node) ? node : _below[name] = new TomlNode();
    }
}

/// <summary>A place in the file by its names, with what is known of it.</summary>
internal sealed record TomlPath(IReadOnlyList<string> Names, TomlNode Node)
{
    public TomlPath Below(string name) => Below([name]);

    public TomlPath Below(IReadOnlyList<string> names) => new([.. Names, .. names], names.Aggregate(Node, (node, name) => node.Below(name)));
}
