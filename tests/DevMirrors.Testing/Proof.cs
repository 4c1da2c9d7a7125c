using System.Globalization;

namespace DevMirrors.Testing;

/// <summary>
/// How much of a slow suite runs, and the record of what did. Each proof is a test with <c>[Trait("Promise", "P1")]</c>:
/// <c>eng/prove</c> runs everything, any other run a fixed sample. <c>artifacts/proof.tsv</c> gets a line per suite: promise, what, cases run, of how many, detail.
/// </summary>
public static class Proof
{
    /// <summary>Set by eng/prove.</summary>
    public static readonly bool Full = Environment.GetEnvironmentVariable("DEVMIRRORS_PROVE") == "full";

    private static readonly Lock Gate = new();

    /// <summary>All cases, or every n-th of them, always the same ones.</summary>
    public static IReadOnlyList<T> Sample<T>(IReadOnlyList<T> all, int every) => Full ? all : [.. all.Where((_, i) => i % every == 0)];

    /// <summary>A number of rounds, processes or seconds.</summary>
    public static int Amount(int sample, int full) => Full ? full : sample;

    /// <param name="promise">As in PROMISES: <c>P1</c>; several with a blank between them.</param>
    /// <param name="what">The suite, in a few words.</param>
    /// <param name="detail">Faults injected, runs per second and the like.</param>
    public static void Record(string promise, string what, int ran, int of, string detail = "")
    {
        var file = Environment.GetEnvironmentVariable("DEVMIRRORS_PROOF") is { Length: > 0 } path ? path : Path.Combine(Checkout.Folder, "artifacts", "proof.tsv");
        var line = string.Join('\t', promise, what, ran.ToString(CultureInfo.InvariantCulture), of.ToString(CultureInfo.InvariantCulture), detail) + "\n";
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        lock (Gate)
            File.AppendAllText(file, line);
    }
}
