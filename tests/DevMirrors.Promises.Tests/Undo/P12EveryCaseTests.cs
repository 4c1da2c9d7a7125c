using DevMirrors.Config;
using DevMirrors.Testing;

namespace DevMirrors.Promises.Tests;

/// <summary>Every case file of the editors on the built tool: what is written, that a second time writes nothing, and that undo gives back bytes and mode.</summary>
[Trait("Promise", "P10")]
[Trait("Promise", "P11")]
[Trait("Promise", "P12")]
public class P12EveryCaseTests
{
    private const UnixFileMode Odd = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite;

    [Fact]
    public Task Files_of_a_user_and_of_a_repository_are_written_once_and_given_back_with_their_mode() =>
        Prove("case files of user and project scope", [.. CaseFile.Names.Select(n => new CaseFile(n)).Where(c => c.Scope != "machine")]);

    [RealClientFact("unshare", AsRoot = true)]
    public Task Files_of_the_machine_are_written_once_and_given_back_with_their_mode() =>
        Prove("case files of machine scope", [.. CaseFile.Names.Select(n => new CaseFile(n)).Where(c => c.Scope == "machine")]);

    private static async Task Prove(string what, IReadOnlyList<CaseFile> all)
    {
        var cases = Proof.Sample(all, 12);
        var problems = new List<string>();
        foreach (var file in cases)
            problems.AddRange((await Try(file)).Select(p => $"{file.Name}: {p}"));
        Proof.Record("P10 P11 P12", what, cases.Count, all.Count, "apply, apply, undo; bytes, mode, inode and times");
        Assert.True(problems.Count == 0, $"{problems.Count} problems in {cases.Count} cases\n{string.Join('\n', problems)}");
    }

    private static async Task<List<string>> Try(CaseFile file)
    {
        using var scene = new Scene();
        File.Copy(file.Policy, Path.Combine(scene.Repository, "mirrors.yaml"), overwrite: true);
        var onMachine = file.Scope == "machine";
        // The tool's /etc is the scene's.
        var path = Path.Combine(scene.Live, onMachine ? file.Target.Replace("root/", "") : file.Target);
        if (file.Before is { } bytes)
        {
            scene.Write(Path.GetRelativePath(scene.Live, path), "", Odd);
            File.WriteAllBytes(path, bytes);
        }
        var before = (file.Before, Mode: FileStatus.Read(path, followLinks: false)?.Mode);
        string[] under = ["/usr/bin/env", "TZ=Europe/Berlin", .. file.Environment(scene.Home, scene.Repository, "").Select(v => $"{v.Key}={v.Value}")];
        Task<Answer> Run(params string[] arguments) => scene.Run([.. arguments, "--scope", file.Scope], onMachine, under);
        var problems = new List<string>();

        var apply = await Run("apply", "--yes", "--only", file.Ecosystem);
        // An error of the policy keeps everything from being written; the planner that the case files are for goes on with the rest.
        Check(Same(apply.ExitCode == 2 ? file.Before : file.After ?? file.Before, path), $"apply wrote something else: {apply.Said()}");
        Check(file.Expected.All(code => apply.Error.Contains(code, StringComparison.Ordinal)), $"expected {string.Join(' ', file.Expected)}: {apply.Said()}");
        Check(file.Before is null || FileStatus.Read(path, followLinks: false)?.Mode == Odd, "apply changed the mode");

        var written = FileStatus.Read(path, followLinks: false);
        var again = await Run("apply", "--yes", "--only", file.Ecosystem);
        Check(again.ExitCode == apply.ExitCode, $"a second apply ended otherwise: {again.Said()}");
        Check(Equals(written, FileStatus.Read(path, followLinks: false)), "a second apply touched the file");

        var undo = await Run("undo");
        Check(undo.ExitCode == 0, $"undo: {undo.Said()}");
        Check(Same(before.Before, path) && FileStatus.Read(path, followLinks: false)?.Mode == before.Mode, "undo gave back something else");
        return problems;

        void Check(bool holds, string problem)
        {
            if (!holds)
                problems.Add(problem);
        }
    }

    private static bool Same(byte[]? bytes, string path) => File.Exists(path) ? bytes is not null && File.ReadAllBytes(path).AsSpan().SequenceEqual(bytes) : bytes is null;
}
