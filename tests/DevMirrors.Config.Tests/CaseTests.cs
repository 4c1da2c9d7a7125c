using System.Runtime.CompilerServices;
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
    private static readonly Dictionary<string, string> Files = new()
    {
        ["go/user"] = "home/.config/go/env",
        ["npm/user"] = "home/.npmrc",
        ["npm/project"] = "repo/.npmrc",
        ["nuget/user"] = "home/.nuget/NuGet/NuGet.Config",
        ["nuget/project"] = "repo/nuget.config",
        ["docker/user"] = "home/.config/docker/daemon.json",
        ["docker/machine"] = "root/etc/docker/daemon.json",
    };

    public static TheoryData<string> All()
    {
        var data = new TheoryData<string>();
        foreach (var policy in Directory.EnumerateFiles(Root(), "policy.yaml", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
            data.Add(Path.GetRelativePath(Root(), Path.GetDirectoryName(policy)!).Replace('\\', '/'));
        return data;
    }

    [Theory]
    [MemberData(nameof(All))]
    public void The_file_becomes_what_the_case_says_byte_for_byte(string name)
    {
        using var scratch = new ScratchMachine();
        var (target, options) = Arrange(scratch, name);
        var before = ReadOrNull(target);
        var found = new DiagnosticBag();

        var plan = MirrorRun.Plan(options, scratch.Machine, found);

        Assert.Equal(Expected(name), found.Where(d => d.Severity != Severity.Info).Select(d => d.Code).Distinct().Order(StringComparer.Ordinal));
        var edit = plan?.Edits.FirstOrDefault(e => e.Path == target);
        var planned = edit is null || edit.Action == EditAction.None ? before : edit.After?.ToArray();
        AssertSame(ReadOrNull(Case(name, "after")) ?? before, planned);
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

        AssertSame(ReadOrNull(Case(name, "after")) ?? before, ReadOrNull(target));
        var again = MirrorRun.Plan(options, scratch.Machine, new DiagnosticBag());
        Assert.False(again!.HasChanges, "a second apply would change something");

        UndoPlanner.Apply(UndoPlanner.Plan(scratch.Machine, [options.Scope], null, null, found), scratch.Machine, found);
        AssertSame(before, ReadOrNull(target));
    }

    private static (string Target, RunOptions Options) Arrange(ScratchMachine scratch, string name)
    {
        var parts = name.Split('/');
        var target = Path.Combine(scratch.Folder, Files[$"{parts[0]}/{parts[1]}"]);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        if (File.Exists(Case(name, "before")))
            File.Copy(Case(name, "before"), target);
        File.Copy(Case(name, "policy.yaml"), Path.Combine(scratch.Repository, "mirrors.yaml"));
        foreach (var line in File.Exists(Case(name, "env")) ? File.ReadAllLines(Case(name, "env")) : [])
        {
            var text = line.Replace("{HOME}", scratch.Home).Replace("{REPO}", scratch.Repository).Replace("{ROOT}", scratch.Root);
            scratch.Set(text[..text.IndexOf('=')], text[(text.IndexOf('=') + 1)..]);
        }
        return (target, new RunOptions(Only: [parts[0]], Scope: Enum.Parse<Scope>(parts[1], ignoreCase: true)));
    }

    private static IEnumerable<string> Expected(string name) =>
        File.Exists(Case(name, "expect")) ? File.ReadAllLines(Case(name, "expect")).Where(l => l.Length > 0).Distinct().Order(StringComparer.Ordinal) : [];

    private static void AssertSame(byte[]? expected, byte[]? actual)
    {
        // Latin-1 shows every byte, so that a failure is readable and still exact.
        static string? Show(byte[]? bytes) => bytes is null ? null : Encoding.Latin1.GetString(bytes);
        Assert.Equal(Show(expected), Show(actual));
    }

    private static byte[]? ReadOrNull(string path) => File.Exists(path) ? File.ReadAllBytes(path) : null;

    private static string Case(string name, string file) => Path.Combine(Root(), name, file);

    private static string Root([CallerFilePath] string path = "") => Path.Combine(Path.GetDirectoryName(path)!, "Cases");
}
