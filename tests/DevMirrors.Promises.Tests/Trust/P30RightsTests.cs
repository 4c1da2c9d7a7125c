using DevMirrors.Testing;

namespace DevMirrors.Promises.Tests;

/// <summary>What the tool does with the rights that it has: under sudo it leaves nothing of root's in a home, and by itself it gets itself no more.</summary>
[Trait("Promise", "P30")]
public class P30RightsTests
{
    private const string Policy = """
        version: 1
        regions:
          cn: { default: true, go: [near, direct], npm: nearnpm, nuget: huawei, docker: [daocloud] }
          de: { go: [near, off] }
        private:
          npm: { "@corp": nearnpm }
        mirrors:
          near: { ecosystem: go, url: "http://127.0.0.1:9", insecure: true, private: true }
          nearnpm: { ecosystem: npm, url: "http://127.0.0.1:9/", insecure: true, private: true }
        """;

    // In this order: each finds something to write.
    private static readonly string[] Commands =
    [
        "trust --yes", "region set de", "region set cn", "plan", "apply --yes", "apply --yes --scope project --only npm", "doctor --fix", "check", "status",
        "probe --only go,npm", "probe --only go,npm --report report.html", "apply --yes --probe --only go,npm", "exec -- /bin/true", "env", "catalogue", "cache clean",
        "init --msbuild", "remove", "undo --scope project", "undo", "trust --revoke", "region set auto",
    ];

    // Names by which programs get more rights.
    private static readonly string[] Raising = ["sudo", "sudoedit", "pkexec", "su", "doas", "run0", "runuser", "setpriv", "gksudo", "kdesu"];

    /// <summary>As `sudo devmirrors` with the user's HOME, which sudo keeps on some systems and <c>sudo -E</c> on all.</summary>
    [RealClientFact("unshare", AsRoot = true)]
    public async Task As_root_in_somebodys_home_nothing_is_left_that_is_roots()
    {
        using var scene = Users();
        var script = "cd \"$1\"\n" + string.Concat(Commands.Select(c => $"DEVMIRRORS_POLICY=\"$1/mirrors.yaml\" $tool {c} > /dev/null 2>&1; echo \"{c}: $?\"\n{LookFor(c)}"))
            // A starter policy is a file of the repository's, too.
            + $"mkdir ../new && mkdir ../new/.git && chown -R {Obstacle.User}:{Obstacle.User} ../new && cd ../new\n$tool init > /dev/null 2>&1; echo \"init: $?\"\n{LookFor("init")}";

        var answer = await scene.Script(script, scene.Repository);

        Assert.DoesNotContain("LEFT", answer.Output);
        // None of them has failed, so that each has written what it writes.
        foreach (var command in new[] { "region set de", "apply --yes", "apply --yes --scope project --only npm", "exec -- /bin/true", "init --msbuild", "remove", "undo", "init" })
            Assert.True(answer.Output.Contains($"{command}: 0\n", StringComparison.Ordinal), answer.Output);
        Assert.All(new[] { "new/mirrors.yaml", "repo/report.html" }, f => Assert.True(File.Exists(Path.Combine(scene.Live, f)), answer.Output));
        Proof.Record("P30", "as root in another user's home: find -uid 0", Commands.Length + 1, Commands.Length + 1);
    }

    [RealClientFact("unshare", AsRoot = true)]
    public async Task Without_the_machine_scope_even_root_changes_no_file_of_the_machine()
    {
        using var scene = RefusedFile.Complete();
        scene.MachineFiles();
        File.WriteAllText(Path.Combine(scene.Repository, "mirrors.yaml"), Policy);
        var before = scene.Read();
        foreach (var command in Commands)
        {
            await scene.Run(command.Split(' '), onMachine: true);
            var now = scene.Read();
            Assert.All(before.Entries.Keys.Where(IsOfMachine), p => Assert.True(before.At(p) == now.At(p), $"{command}: {p}"));
            Assert.Equal(before.Entries.Keys.Where(IsOfMachine), now.Entries.Keys.Where(IsOfMachine));
        }
        Assert.False(Directory.Exists(scene.OwnState[1]));
        Proof.Record("P30", "as root without --scope machine", Commands.Length, Commands.Length);
    }

    [RealClientFact("strace", "setpriv", "unshare", AsRoot = true)]
    public async Task No_command_gets_itself_more_rights()
    {
        using var scene = Users();
        // What is asked for is there to be found, and would leave a mark.
        var script = "mkdir -p \"$1/bin\" && cd \"$1/repo\" || exit 99\n"
            + string.Concat(Raising.Select(r => $"printf '#!/bin/sh\\necho {r} >> \"$1/raised\"\\n' > \"$1/bin/{r}\"\n")) + "chmod 755 \"$1\"/bin/*\n"
            + $"user='/usr/bin/setpriv --reuid {Obstacle.User} --regid {Obstacle.User} --clear-groups'\n"
            + string.Concat(AsUser().Select(c => $"/usr/bin/env \"PATH=$1/bin:/usr/bin:/bin\" $user {RealClients.Find("strace")} -f -qq -o \"$2.$$\" -e trace=execve,execveat ${{tool##* }} {c} > /dev/null 2>&1\necho \"{c}: $?\"\ncat \"$2.$$\" >> \"$2\"\n"));

        var answer = await scene.Script(script, scene.Live, Path.Combine(scene.Live, "home", "execs"));

        var execs = File.ReadAllLines(Path.Combine(scene.Home, "execs"));
        Assert.True(execs.Count(l => l.Contains("devmirrors\"", StringComparison.Ordinal)) >= AsUser().Count(), string.Join('\n', execs));
        Assert.All(Raising, r => Assert.DoesNotContain(execs, l => l.Contains($"/{r}\"", StringComparison.Ordinal)));
        Assert.False(File.Exists(Path.Combine(scene.Live, "raised")));
        // The one that would need them says so.
        Assert.Contains("apply --yes --scope machine --only npm: 3\n", answer.Output);
        Proof.Record("P30", "execve of every command, as an ordinary user", AsUser().Count(), AsUser().Count());
    }

    private static IEnumerable<string> AsUser() => Commands.Append("apply --yes --scope machine --only npm").Append("undo --scope machine");

    private static bool IsOfMachine(string path) => path.StartsWith("etc/", StringComparison.Ordinal) || path == "home/global-npmrc";

    private static string LookFor(string command) =>
        $"found=$(find \"$HOME\" \"$1\" \"$1/../new\" -uid 0 2> /dev/null)\n[ -z \"$found\" ] || echo \"LEFT by {command}: $found\"\n";

    private static Scene Users()
    {
        var scene = RefusedFile.Complete();
        File.WriteAllText(Path.Combine(scene.Repository, "mirrors.yaml"), Policy);
        scene.GiveTo(Obstacle.User);
        return scene;
    }
}
