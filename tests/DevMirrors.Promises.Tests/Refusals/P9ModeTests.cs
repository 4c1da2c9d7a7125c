using System.Text.RegularExpressions;
using DevMirrors.Testing;

namespace DevMirrors.Promises.Tests;

/// <summary>Mode, owner, group, attributes and access list of what is there; the modes of what is new.</summary>
[Trait("Promise", "P9")]
public partial class P9ModeTests
{
    private static readonly string[] Modes = ["600", "640", "644", "660", "664", "666", "700", "755", "200", "620"];
    private static readonly string[] Masks = ["000", "022", "027", "077", "777"];

    [RealClientFact("unshare", AsRoot = true)]
    public async Task What_is_there_keeps_all_that_it_has_whatever_the_umask()
    {
        var cases = Proof.Sample([.. Modes.SelectMany(mode => Masks.Select(mask => (mode, mask)))], 7);
        foreach (var (mode, mask) in cases)
        {
            using var scene = RefusedFile.Complete();
            foreach (var file in new[] { ".npmrc", ".config/docker/daemon.json" })
                File.SetUnixFileMode(Path.Combine(scene.Home, file), (UnixFileMode)Convert.ToInt32(mode, 8));
            var before = scene.Read();

            var apply = await scene.Script($"umask {mask}\n$tool apply --yes");
            var after = scene.Read();
            var undo = await scene.Script($"umask {mask}\n$tool undo");

            Assert.True((apply.ExitCode, undo.ExitCode) == (0, 0), $"{mode} {mask}: {apply.Error}{undo.Error}");
            Assert.Equal(4, after.FilesUnlike(before).Count);
            Assert.All(after.FilesUnlike(before), p => Assert.Equal(Dress(before.At(p)!), Dress(after.At(p)!)));
            Assert.True(scene.Read().Equals(before), $"{mode} {mask}: {scene.Read().Unlike(before)}");
        }
        Proof.Record("P9", "modes × umasks, with owner, attributes and access list", cases.Count, Modes.Length * Masks.Length);
    }

    [RealClientFact("unshare", AsRoot = true)]
    public async Task A_new_file_of_the_user_is_for_them_alone_and_one_of_the_project_follows_the_umask()
    {
        foreach (var mask in Masks)
        {
            using var scene = new Scene();

            var answer = await scene.Script($"umask {mask}\n$tool apply --yes --only go,npm,nuget && $tool apply --yes --scope project --only npm");

            Assert.True(answer.ExitCode == 0, answer.Error);
            var project = (UnixFileMode)(0b110_110_110 & ~Convert.ToInt32(mask, 8));
            Assert.Equal(project, File.GetUnixFileMode(Path.Combine(scene.Repository, ".npmrc")));
            foreach (var file in new[] { ".npmrc", ".config/go/env", ".nuget/NuGet/NuGet.Config", ".local/state/devmirrors/journal.json", ".local/state/devmirrors/lock" })
                Assert.Equal(DevMirrors.Config.AtomicFile.Private, File.GetUnixFileMode(Path.Combine(scene.Home, file)));
        }
        Proof.Record("P9", "new files × umasks", Masks.Length, Masks.Length);
    }

    [RealClientTheory("strace", "unshare")]
    [MemberData(nameof(P1FaultTests.Scenarios), MemberType = typeof(P1FaultTests))]
    public async Task A_temporary_file_is_private_from_its_birth_on(string name)
    {
        var scenario = Scenario.All.Single(s => s.Name == name);
        using var scene = new Scene();
        scenario.Prepare(scene);
        foreach (var command in scenario.Setup)
            await scene.Run(command, scenario.OnMachine);

        var old = scene.Read(scenario.OwnFile);

        await scene.Run(scenario.Command, scenario.OnMachine, FaultRun.Strace(scene));

        var births = File.ReadLines(scene.TraceFile).Where(l => Birth().IsMatch(l)).ToList();
        var now = scene.Read(scenario.OwnFile);
        // `remove` only deletes.
        Assert.True(births.Count > 0 || now.FilesUnlike(old).All(f => now.At(f) is null), "something was written without one");
        Assert.All(births, l => Assert.Matches(@"O_CREAT\|O_EXCL\|O_CLOEXEC, 0600\)", l));
        Proof.Record("P9", $"temporary files of: {name}", births.Count, births.Count, "opened with O_EXCL and 0600, by strace");
    }

    // Kind, mode, owner and attributes, without the length and the hash.
    private static string Dress(string entry) => string.Join(' ', entry.Split(' ')[..^2]);

    [GeneratedRegex(@"openat\(.*/\.devmirrors-[0-9a-f]{32}\.tmp"".*O_CREAT")]
    private static partial Regex Birth();
}
