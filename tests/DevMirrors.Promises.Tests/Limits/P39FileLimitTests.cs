using System.Diagnostics;
using System.Globalization;
using DevMirrors.Config;
using DevMirrors.Testing;

namespace DevMirrors.Promises.Tests;

/// <summary>Files at their limits are edited and given back, files beyond them refused by name and reason: large, deep, with a document type.</summary>
[Trait("Promise", "P39")]
public class P39FileLimitTests
{
    [Fact]
    public async Task At_the_limit_it_is_edited_and_beyond_it_left_as_it_is()
    {
        var cases = Proof.Sample(LimitCase.All, 5);
        var (problems, slowest) = (new List<string>(), TimeSpan.Zero);
        foreach (var limit in cases)
        {
            var start = Stopwatch.GetTimestamp();
            problems.AddRange((await Try(limit)).Select(p => $"{limit}: {p}"));
            var took = Stopwatch.GetElapsedTime(start);
            slowest = took > slowest ? took : slowest;
        }
        Proof.Record("P39", "size, depth and document types, on the tool", cases.Count, LimitCase.All.Count, string.Create(CultureInfo.InvariantCulture, $"slowest {slowest.TotalMilliseconds:0} ms for apply and undo"));
        Assert.True(problems.Count == 0, string.Join('\n', problems));
    }

    private static async Task<List<string>> Try(LimitCase limit)
    {
        using var scene = new Scene();
        // Of a rootless daemon that runs no more: it shows whose daemon.json this is.
        scene.Write("run/docker.pid", "0", AtomicFile.Private);
        var path = scene.Write(limit.Path, limit.Text, AtomicFile.Private);
        var problems = new List<string>();

        var apply = await scene.Run(["apply", "--yes", "--only", limit.Only]);

        if (apply.ExitCode != (limit.Reason is null ? 0 : 3))
            problems.Add($"ended with {apply.ExitCode}: {Start(apply.Error)}");
        if (limit.Reason is { } reason && !(apply.Error.Contains(Path.GetFileName(path), StringComparison.Ordinal) && apply.Error.Contains(reason, StringComparison.Ordinal)))
            problems.Add($"the reason is not `{reason}`: {Start(apply.Error)}");
        if (limit.Reason is null == (File.ReadAllText(path) == limit.Text))
            problems.Add(limit.Reason is null ? "nothing was written" : "it was touched");
        var undo = await scene.Run(["undo"]);
        if (undo.ExitCode != 0 || File.ReadAllText(path) != limit.Text)
            problems.Add($"undo did not give it back: {undo.ExitCode} {Start(undo.Error)}");
        return problems;
    }

    // A message about a mebibyte may hold some of it.
    private static string Start(string text) => text[..Math.Min(text.Length, 600)];
}
