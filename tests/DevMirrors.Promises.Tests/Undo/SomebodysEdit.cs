namespace DevMirrors.Promises.Tests;

/// <summary>What must come of an undo after somebody else's edit.</summary>
internal enum Merge
{
    /// <summary>The bytes that the same edit makes of what was there before us.</summary>
    Exact,

    /// <summary>Our key as before us, and everything else as their edit left it.</summary>
    Meaning,

    /// <summary>Theirs stays, byte for byte: exit 3, and file and key are named.</summary>
    Refused,

    /// <summary>Nothing is left to give back: exit 0, and the file as they left it.</summary>
    Left,
}

/// <summary>An edit of somebody else after our apply: the same function also makes it on what was there before.</summary>
/// <param name="MeetsOurs">Where we add a line at the end, it is no edit of what was there before.</param>
internal sealed record SomebodysEdit(string Name, Func<UndoFormat, List<string>, List<string>> Of, Merge Expected, bool MeetsOurs = false)
{
    /// <summary>Those that mean the same in every line-based file; lines keep their order and lack their endings.</summary>
    public static readonly IReadOnlyList<SomebodysEdit> Common =
    [
        new("a line at the top", (f, l) => Insert(l, Top(f), f.Other), Merge.Exact),
        new("a line above ours", (f, l) => Insert(l, Ours(f, l) ?? Bottom(f, l), f.Other), Merge.Exact, MeetsOurs: true),
        new("a line at the bottom", (f, l) => Insert(l, Bottom(f, l), f.Other), Merge.Exact),
        new("lines at top and bottom", (f, l) => Insert(Insert(l, Bottom(f, l), f.Other.Replace("other", "two")), Top(f), f.Other), Merge.Exact),
        new("the first line changed", (f, l) => Change(l, Top(f), f.Other), Merge.Exact),
        new("the first line removed", (f, l) => Remove(l, Top(f)), Merge.Exact),
        new("an empty line between", (f, l) => Insert(l, Top(f) + 1, ""), Merge.Exact),
        new("spaces at a line's end", (f, l) => Change(l, Top(f), l[Top(f)] + "  "), Merge.Exact),
        new("a comment added", (f, l) => Insert(l, Top(f), f.Comment ?? ""), Merge.Exact),
        new("no final newline", (_, l) => l[..^1], Merge.Exact, MeetsOurs: true),
        new("many lines at the top", (f, l) => Enumerable.Range(0, 40).Aggregate(l, (all, i) => Insert(all, Top(f), f.Comment is null ? "" : $"{f.Comment}")), Merge.Exact),
    ];

    private static int Top(UndoFormat format) => format.Ecosystem switch { "nuget" => 4, "docker" => 1, _ => 1 };

    private static int Bottom(UndoFormat format, List<string> lines) => format.Ecosystem switch
    {
        "nuget" => lines.FindIndex(l => l.Contains("</packageSources>", StringComparison.Ordinal)),
        "docker" => lines.FindIndex(l => l.Contains("log-level", StringComparison.Ordinal)),
        _ => lines.FindIndex(l => l.EndsWith(" tail", StringComparison.Ordinal)),
    };

    private static int? Ours(UndoFormat format, List<string> lines) =>
        lines.FindIndex(l => l.TrimStart(' ', '"').StartsWith(format.Key, StringComparison.Ordinal) || l.Contains("key=\"mine\"", StringComparison.Ordinal)) is var at and >= 0 ? at : null;

    private static List<string> Insert(List<string> lines, int at, string line) => [.. lines[..at], line, .. lines[at..]];

    private static List<string> Change(List<string> lines, int at, string line) => [.. lines[..at], line, .. lines[(at + 1)..]];

    private static List<string> Remove(List<string> lines, int at) => [.. lines[..at], .. lines[(at + 1)..]];
}
