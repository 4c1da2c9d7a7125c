namespace DevMirrors.Testing;

/// <summary>Policies made to cost a parser its time, its stack or its memory; none is a policy, each is small enough to be read.</summary>
public static class PolicyBombs
{
    public static readonly IReadOnlyList<string> All =
    [
        new string('[', 20_000),
        new string('[', 20_000) + new string(']', 20_000),
        string.Concat(Enumerable.Repeat("{a: ", 10_000)),
        new string('{', 20_000),
        string.Concat(Enumerable.Repeat("- ", 20_000)) + "x",
        string.Concat(Enumerable.Repeat("? ", 20_000)) + "x",
        string.Concat(Enumerable.Range(0, 340).Select(i => new string(' ', i) + "a:\n")),
        string.Concat(Enumerable.Range(0, 340).Select(i => new string(' ', i) + "-\n")),
        string.Concat(Enumerable.Repeat("[\n", 20_000)),
        string.Concat(Enumerable.Repeat("{a:\n", 15_000)),
        string.Concat(Enumerable.Repeat("%TAG !a! b\n", 5_000)),
        string.Concat(Enumerable.Repeat("&a ", 20_000)),
        string.Concat(Enumerable.Repeat("!a ", 20_000)),
        string.Concat(Enumerable.Repeat("*a ", 20_000)),
        string.Concat(Enumerable.Repeat("---\n", 15_000)),
        "a: &a [x]\nb: &b [*a, *a]\nc: [*b, *b]\n",
        "a: |\n" + string.Concat(Enumerable.Repeat("\n", 60_000)),
        "a: >\n" + string.Concat(Enumerable.Repeat(" \n", 30_000)) + "x",
        "a: \"" + new string('\\', 60_001),
        "a: '" + new string('\'', 60_001),
        string.Concat(Enumerable.Range(0, 6_000).Select(i => $"k{i}: 1\n")),
        string.Concat(Enumerable.Repeat("a: 1\n", 12_000)),
        new string('a', 60_000) + ": 1",
        new string(':', 60_000),
        new string('-', 60_000),
        new string('#', 60_000),
        string.Concat(Enumerable.Repeat("a://b:", 10_000)),
        string.Concat(Enumerable.Repeat("eyJ", 20_000)),
        string.Concat(Enumerable.Repeat("-----BEGIN A ", 5_000)),
        "%YAML 9999999999999999999.1\n---\na: 1\n",
        "version: 99999999999999999999999999\n",
        "\"\\U99999999\": 1\n",
        "\"\\uD800\": \"\\uDC00\"\n",
    ];
}
