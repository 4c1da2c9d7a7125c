using System.Text;
using DevMirrors.Testing;

namespace DevMirrors.Config.Tests;

/// <summary>
/// Cases/ECOSYSTEM/SCOPE/NAME holds <c>before</c> (no file: the client's file is absent), <c>policy.yaml</c> and <c>after</c>
/// (no file: the client's file must stay as it was), and where diagnostics are expected <c>expect</c>, a code per line.
/// <c>env</c> (NAME=VALUE lines) is the environment; <c>{HOME}</c>, <c>{REPO}</c> and <c>{ROOT}</c> are replaced in it.
/// Each case is planned and compared as bytes, applied, planned again (nothing to do) and undone (the bytes of before).
/// </summary>
[Trait("Promise", "P12")]
[Trait("Promise", "P11")]
public class CaseTests
{
    public static TheoryData<string> All() => new(CaseFile.Names);

    [Theory]
    [MemberData(nameof(All))]
    public void The_file_becomes_what_the_case_says_byte_for_byte(string name)
    {
        using var scratch = new ScratchMachine();
        var (target, options) = Arrange(scratch, name);
        var before = ReadOrNull(target);
        var found = new DiagnosticBag();

        var plan = MirrorRun.Plan(options, scratch.Machine, found);

        Assert.Equal(new CaseFile(name).Expected, found.Where(d => d.Severity != Severity.Info).Select(d => d.Code).Distinct().Order(StringComparer.Ordinal));
        var edit = plan?.Edits.FirstOrDefault(e => e.Path == target);
        var planned = edit is null || edit.Action == EditAction.None ? before : edit.After?.ToArray();
        AssertSame(new CaseFile(name).After ?? before, planned);
        Assert.Equal(before, ReadOrNull(target));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Apply_writes_the_plan_a_second_one_has_nothing_to_do_and_undo_gives_the_original_back(string name)
    {
        using var scratch = new ScratchMachine();
        var (target, options) = Arrange(scratch, name);
        var before = ReadOrNull(target);
        var found = new DiagnosticBag();
        if (MirrorRun.Plan(options, scratch.Machine, found) is not { } plan)
            return;

        MirrorRun.Apply(plan, scratch.Machine, found);

        AssertSame(new CaseFile(name).After ?? before, ReadOrNull(target));
        var again = MirrorRun.Plan(options, scratch.Machine, new DiagnosticBag());
        Assert.False(again!.HasChanges, "a second apply would change something");

        UndoPlanner.Apply(UndoPlanner.Plan(scratch.Machine, [options.Scope], null, null, found), scratch.Machine, found);
        AssertSame(before, ReadOrNull(target));
    }

    private static (string Target, RunOptions Options) Arrange(ScratchMachine scratch, string name)
    {
        var files = new CaseFile(name);
        var target = Path.Combine(scratch.Folder, files.Target);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        if (files.Before is { } before)
            File.WriteAllBytes(target, before);
        File.Copy(files.Policy, Path.Combine(scratch.Repository, "mirrors.yaml"));
        foreach (var (variable, value) in files.Environment(scratch.Home, scratch.Repository, scratch.Root))
            scratch.Set(variable, value);
        return (target, new RunOptions(Only: [files.Ecosystem], Scope: Enum.Parse<Scope>(files.Scope, ignoreCase: true)));
    }

    private static void AssertSame(byte[]? expected, byte[]? actual)
    {
        // Latin-1 shows every byte, so that a failure is readable and still exact.
        static string? Show(byte[]? bytes) => bytes is null ? null : Encoding.Latin1.GetString(bytes);
        Assert.Equal(Show(expected), Show(actual));
    }

    private static byte[]? ReadOrNull(string path) => File.Exists(path) ? File.ReadAllBytes(path) : null;
}
