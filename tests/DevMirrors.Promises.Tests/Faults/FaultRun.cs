using DevMirrors.Testing;

namespace DevMirrors.Promises.Tests;

/// <summary>One fault at one call of one scenario.</summary>
internal sealed record FaultCase(Scenario Scenario, CallSite Site, Fault Fault, bool GoesOn)
{
    public override string ToString() => $"{Scenario.Name}: {Fault.Name} at {Site.Call} {Site.When} in {Site.Zone}, then {(GoesOn ? "the same again" : "back")}";
}

/// <summary>Runs a scenario's command with a fault in it, and says what is not as promised.</summary>
internal sealed class FaultRun(Scene scene, Scenario scenario, TreeState old, TreeState @new)
{
    private readonly List<string> _problems = [];

    /// <summary>Whether the fault has happened.</summary>
    public bool Happened { get; private set; }

    public IReadOnlyList<string> Problems => _problems;

    public async Task Run(FaultCase @case)
    {
        scene.GiveBack();
        File.Delete(scene.TraceFile);
        var answer = await scene.Run(scenario.Command, scenario.OnMachine, Strace(scene, @case));
        Happened = @case.Fault.Kills ? answer.ExitCode == 137 : Trace.Injected(scene.TraceFile) > 0;
        if (!Happened)
            return;
        Judge(@case, answer, scene.Read(scenario.OwnFile));
        if (scenario.IsJournaled && scenario.OwnFile is null)
            await JudgeStatus();
        // Strace counts in each thread, so that one fault may become two, the second while what the first has hindered is taken back. The run has said so;
        // without a journal nobody else can know.
        if (scenario.IsJournaled || @case.Fault.Kills || Trace.Injected(scene.TraceFile) == 1)
            await Recover(@case);
    }

    public static string[] Strace(Scene scene, FaultCase? @case = null) =>
    [
        // The filter halves the time that tracing takes, and loses injected signals.
        RealClients.Find("strace")!, "-f", .. @case?.Fault.Kills == true ? (string[])[] : ["--seccomp-bpf"], "-qq", "-y", "-o", scene.TraceFile, "-e", $"trace={Trace.Calls}",
        .. @case is null ? (string[])[] : ["-e", $"inject={@case.Site.Call}:{@case.Fault.Injection}:when={@case.Site.When}"],
    ];

    private void Judge(FaultCase @case, Answer answer, TreeState now)
    {
        Demand(now.Entries.Keys.Union(old.Entries.Keys).All(p => now.At(p) == old.At(p) || now.At(p) == @new.At(p)), $"a file is torn: {now.Unlike(old)}");
        if (@case.Fault.Kills)
            return;
        Demand(answer.ExitCode is 0 or 3, $"ended with {answer.ExitCode}: {answer.Error}");
        Demand(answer.ExitCode != 0 || now.Equals(@new), $"ended with 0, and not everything is new: {now.Unlike(@new)}");
        Demand(answer.ExitCode == 0 || !@case.Fault.IsRetried, $"was interrupted and did not go on: {answer.Error}");
        Demand(answer.ExitCode == 3 || @case.Fault.IsRetried || !(@case.Site.Call is "fsync" or "pwrite64" or "openat" || TracedCall.IsRenaming(@case.Site.Call)), "lost a call and ended with 0");
        Demand(!answer.Error.Contains("DEVM9", StringComparison.Ordinal) && !answer.Error.Contains("   at ", StringComparison.Ordinal), $"crashed: {answer.Error}");
    }

    // The files that the command changes: where some are new and some old, somebody must be told.
    private async Task JudgeStatus()
    {
        var now = scene.Read();
        var changed = @new.FilesUnlike(old);
        var renewed = changed.Count(p => now.At(p) == @new.At(p));
        var status = await scene.Run(["status"], scenario.OnMachine);
        Demand(status.Error.Contains("partial: ", StringComparison.Ordinal) || renewed == 0 || renewed == changed.Count, $"{renewed} of {changed.Count} files are new, and status does not say so");
    }

    private async Task Recover(FaultCase @case)
    {
        var next = @case.GoesOn ? scenario.Command : scenario.Reverse;
        var forgiven = @case.Fault.Kills ? scenario.Forgiven : [];
        await Expect(next, @case.GoesOn || ReferenceEquals(next, scenario.Command) ? @new : old, forgiven);
        // Not even a run that has nothing to do leaves what a killed one has left.
        await Expect(scenario.Final, ReferenceEquals(scenario.Final, scenario.Command) ? @new : old, forgiven);
    }

    private async Task Expect(string[] command, TreeState expected, string[] forgiven)
    {
        var answer = await scene.Run(command, scenario.OnMachine);
        var now = scene.Read(scenario.OwnFile);
        Demand(answer.ExitCode == 0, $"`{string.Join(' ', command)}` after it ended with {answer.ExitCode}: {answer.Error}");
        Demand(now.Equals(expected, forgiven), $"after `{string.Join(' ', command)}`: {now.Unlike(expected)}");
        Demand(now.Leftovers.Count == 0, $"`{string.Join(' ', command)}` leaves {string.Join(", ", now.Leftovers)}");
    }

    private void Demand(bool holds, string otherwise)
    {
        if (!holds)
            _problems.Add(otherwise);
    }
}
