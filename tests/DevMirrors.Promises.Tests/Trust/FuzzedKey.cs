using DevMirrors.Config;

namespace DevMirrors.Promises.Tests;

/// <summary>A key of the policy as a hurried hand writes it, and a policy that holds it and what it stands in.</summary>
/// <param name="Path">The keys from the top, the last as it should be.</param>
/// <param name="Siblings">What is known beside it.</param>
internal sealed record FuzzedKey(IReadOnlyList<string> Path, string Written, IReadOnlyList<string> Siblings)
{
    private static readonly string[] Names = ["cn", "corp-npm", "@corp", "Corp.*", "git.corp.example", "mcr.microsoft.com", "AWS_REGION"];

    /// <summary>Every key that the schema knows, at each place where it knows it.</summary>
    public static IReadOnlyList<FuzzedKey> All { get; } = [.. Keys(new PolicyKeys().Root, []).SelectMany(Slips)];

    public string Name => Path[^1];

    public int Line => Path.Count + 1;

    public int Column => 2 * (Path.Count - 1) + 1;

    public string Policy =>
        "version: 1\n" + string.Concat(Path.SkipLast(1).Select((key, i) => $"{new string(' ', 2 * i)}\"{key}\":\n")) + $"{new string(' ', 2 * (Path.Count - 1))}{Written}: x\n";

    public override string ToString() => $"{string.Join('.', Path)} as {Written}";

    private static IEnumerable<(IReadOnlyList<string> Path, IReadOnlyList<string> Siblings)> Keys(Shape shape, IReadOnlyList<string> path) => shape switch
    {
        AnyShape any => any.Shapes.SelectMany(s => Keys(s, path)),
        MapShape map => Keys(map.Value, [.. path, Names.First(n => map.KeyPattern.IsMatch(n))]),
        ObjectShape known => known.Keys.SelectMany(k => Keys(k.Shape, [.. path, k.Name]).Prepend((Path: [.. path, k.Name], Siblings: [.. known.Keys.Select(s => s.Name)]))),
        _ => [],
    };

    private static IEnumerable<FuzzedKey> Slips((IReadOnlyList<string> Path, IReadOnlyList<string> Siblings) key)
    {
        var name = key.Path[^1];
        var at = name.Length / 2;
        string[] slips =
        [
            name.Remove(at, 1),
            name[..(at - 1)] + name[at] + name[at - 1] + name[(at + 1)..],
            name.Insert(at, name[at].ToString()),
            name.ToUpperInvariant(),
        ];
        return slips.Where(s => !key.Siblings.Contains(s)).Select(s => new FuzzedKey(key.Path, s, key.Siblings));
    }
}
