using DevMirrors.Testing;

namespace DevMirrors.Promises.Tests;

/// <summary>Beside the machine's state, which is root's alone, everybody else is told what is true.</summary>
[Trait("Promise", "P41")]
public class P41MachineStateTests
{
    [RealClientFact("unshare", "setpriv", AsRoot = true)]
    public async Task Another_user_is_told_that_the_machines_record_is_not_his_and_nothing_else_changes()
    {
        using var scene = RefusedFile.Complete();
        File.WriteAllText(Path.Combine(scene.Live, "etc/docker/daemon.json"), "{}\n");
        Assert.Equal(0, (await scene.Run(["apply", "--yes", "--scope", "machine", "--only", "docker"], onMachine: true)).ExitCode);
        scene.GiveTo(Obstacle.User);
        var problems = new List<string>();

        foreach (var (words, code, says, never) in Cases)
        {
            var answer = await scene.Script(
                "mount --bind \"$1\" /etc && mount --bind \"$2\" /var/lib && chown -R 0:0 /var/lib/devmirrors /etc/docker && cd \"$3\" && shift 3 || exit 99\n"
                + $"setpriv --reuid {Obstacle.User} --regid {Obstacle.User} --clear-groups $tool \"$@\"",
                [Path.Combine(scene.Live, "etc"), Path.Combine(scene.Live, "lib"), scene.Repository, .. words.Split(' ')]);
            if (answer.ExitCode != code || !(answer.Output + answer.Error).Contains(says, StringComparison.Ordinal) || (answer.Output + answer.Error).Contains(never, StringComparison.Ordinal))
                problems.Add($"{words}: {answer.Said()}");
        }

        Assert.True(problems.Count == 0, string.Join('\n', problems));
        Proof.Record("P41", "the machine's state, as another user", Cases.Length, Cases.Length);
    }

    private static readonly (string Words, int Code, string Says, string Never)[] Cases =
    [
        ("doctor --only docker", 0, "info     state\n      /var/lib/devmirrors: only an administrator may read", "XDG_STATE_HOME"),
        ("plan --scope machine --only docker", 0, "/var/lib/devmirrors: info DEVM4016: ", "error DEVM"),
        ("check --scope machine --only docker", 0, "/var/lib/devmirrors: info DEVM4016: ", "error DEVM"),
        ("status --all --only docker --scope machine", 0, "/var/lib/devmirrors: info DEVM4016: ", "error DEVM"),
        // What would have to know the record says that it cannot.
        ("undo --scope machine", 3, "/var/lib/devmirrors: error DEVM4009", "nothing to undo"),
        ("apply --yes --scope machine --only docker --region de", 3, "error DEVM400", "XDG_STATE_HOME"),
        ("remove --machine", 0, "warning DEVM6315", "is left on this machine"),
    ];
}
