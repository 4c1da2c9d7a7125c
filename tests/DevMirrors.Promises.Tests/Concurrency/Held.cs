using System.Diagnostics;
using System.Text.RegularExpressions;
using DevMirrors.Testing;

namespace DevMirrors.Promises.Tests;

/// <summary>
/// A program that strace holds right before one call, and that goes on as soon as the test says so: its delay is longer than any test, and
/// who loses its tracer goes on at once. So no test waits for a clock.
/// </summary>
/// <param name="trace">Where strace writes.</param>
/// <param name="call">The call's name; several with a comma between them.</param>
/// <param name="at">What strace says of the call, so that another one of its name is not taken for it.</param>
/// <param name="least">How many of them there are, the one to be held included.</param>
internal sealed class Held(string trace, string call, Regex at, int least = 1)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>What a program is put after to be held; it keeps its own process id and exit code (-D).</summary>
    /// <param name="when">Only the how manieth call of its name in a thread, of those that concern <paramref name="path"/>; null for the first that comes.</param>
    public string[] Under(int? when = null, string? path = null) =>
    [
        RealClients.Find("strace")!, "-D", "-f", "-qq", "-y", "-s", "0", "-o", trace, .. path is null ? (string[])[] : ["-P", path],
        "-e", $"trace={call}", "-e", $"inject={call}:delay_enter=900000000{(when is { } n ? $":when={n}" : "")}",
    ];

    /// <summary>Waits until the program stands before the call; false where it came to its end without.</summary>
    public async Task<bool> IsReached(Task program)
    {
        await Until(() => program.IsCompleted || Stands() is not null);
        return Stands() is not null;
    }

    /// <summary>Lets it go on. False where it had gone on by itself, because what looked held was only slow.</summary>
    public async Task<bool> LetGo()
    {
        if (Stands() is not { } thread)
            return false;
        var tracer = File.ReadLines($"/proc/{thread}/status").First(l => l.StartsWith("TracerPid:", StringComparison.Ordinal)).Split('\t')[1];
        if (tracer == "0")
            return false;
        using var kill = Process.Start("kill", ["-KILL", tracer]);
        await kill.WaitForExitAsync();
        return true;
    }

    /// <summary>Looks again and again, for two minutes at most.</summary>
    public static async Task Until(Func<bool> isSo)
    {
        using var limit = new CancellationTokenSource(Patience);
        while (!isSo())
            await Task.Delay(5, limit.Token);
    }

    // A call that has not ended has no result yet.
    private string? Stands() =>
        File.Exists(trace) && Lines().Where(l => at.IsMatch(l)).Skip(least - 1).FirstOrDefault() is { } line && !line.Contains(") = ", StringComparison.Ordinal)
            ? line.Split(' ')[0]
            : null;

    private List<string> Lines()
    {
        using var stream = new FileStream(trace, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var reader = new StreamReader(stream);
        return [.. reader.ReadToEnd().Split('\n')];
    }
}
