using DevMirrors.Testing;

namespace DevMirrors.Promises.Tests;

/// <summary>Each of the four clients' files with something in the way of writing it.</summary>
internal static class RefusedFile
{
    private static readonly (string Only, string Path)[] Files =
        [("go", "home/.config/go/env"), ("npm", "home/.npmrc"), ("nuget", "home/.nuget/NuGet/NuGet.Config"), ("docker", "home/.config/docker/daemon.json")];

    public static async Task Prove(string promise, string what, IReadOnlyList<Obstacle> obstacles)
    {
        var problems = new List<string>();
        foreach (var obstacle in obstacles)
        {
            foreach (var (only, path) in Files)
                problems.AddRange((await Try(obstacle, only, path)).Select(p => $"{obstacle}, {only}: {p}"));
        }
        var cases = obstacles.Count * Files.Length;
        Proof.Record(promise, what, cases, cases, string.Join(", ", obstacles));
        Assert.True(problems.Count == 0, string.Join('\n', problems));
    }

    private static async Task<List<string>> Try(Obstacle obstacle, string only, string path)
    {
        using var scene = Complete();
        obstacle.Arrange?.Invoke(Path.Combine(scene.Live, path));
        if (obstacle.AsUser)
            scene.GiveTo(Obstacle.User);
        // What is asked for is looked at twice in one namespace: before and after.
        var look = "find \"$2\" -maxdepth 1 -name \"$4*\" -printf '%f %y %m %U %n %s %i %T@\\n' | sort; [ -p \"$1\" ] || [ ! -f \"$1\" ] || sha256sum < \"$1\"";
        var answer = await scene.Script(
            $"{obstacle.Make} || exit 99\nbefore=$({look})\n{(obstacle.AsUser ? $"setpriv --reuid {Obstacle.User} --regid {Obstacle.User} --clear-groups " : "")}$tool apply --yes --only \"$3\"\ncode=$?\n"
            + $"after=$({look})\nfind \"$2\" -name '.devmirrors-*'\n{obstacle.Clear}\n[ \"$before\" = \"$after\" ] || {{ echo CHANGED \"$before\" \"$after\"; }}\nexit $code",
            Path.Combine(scene.Live, path), Path.GetDirectoryName(Path.Combine(scene.Live, path))!, only, Path.GetFileName(path));
        var problems = new List<string>();
        if (answer.ExitCode != 3)
            problems.Add($"ended with {answer.ExitCode}: {answer.Error}");
        if (!answer.Error.Contains($"{Path.GetFileName(path)}: error DEVM", StringComparison.Ordinal) || !answer.Error.Contains(obstacle.Reason, StringComparison.Ordinal))
            problems.Add($"the reason is not `{obstacle.Reason}`: {answer.Error}");
        if (answer.Output.Contains("CHANGED", StringComparison.Ordinal) || answer.Output.Contains(".devmirrors-", StringComparison.Ordinal))
            problems.Add($"it was touched: {answer.Output}");
        return problems;
    }

    public static Scene Complete()
    {
        var scene = new Scene();
        scene.GoEnv();
        scene.Npmrc();
        scene.NuGetConfig();
        scene.DaemonJson();
        // Of a rootless daemon that runs no more: it shows whose daemon.json this is.
        scene.Write("run/docker.pid", "0", DevMirrors.Config.AtomicFile.Private);
        return scene;
    }
}
