using Xunit;

namespace DevMirrors.Testing;

/// <summary>A user's home and a repository, both scratch, and the built `devmirrors` to run in them.</summary>
public sealed class World : IDisposable
{
    public World()
    {
        Folder = Directory.CreateTempSubdirectory("dm-").FullName;
        Home = Directory.CreateDirectory(Path.Combine(Folder, "home")).FullName;
        Repository = NewRepository("repo");
        Runtime = Path.Combine(Folder, "run");
    }

    public string Folder { get; }

    public string Home { get; }

    public string Repository { get; }

    /// <summary>XDG_RUNTIME_DIR: where a rootless docker daemon keeps its socket and process id.</summary>
    public string Runtime { get; }

    public string GoEnv => Path.Combine(Home, ".config", "go", "env");

    public string Npmrc => Path.Combine(Home, ".npmrc");

    public string NuGetConfig => Path.Combine(Home, ".nuget", "NuGet", "NuGet.Config");

    public string DaemonJson => Path.Combine(Home, ".config", "docker", "daemon.json");

    public IReadOnlyList<string> UserFiles => [GoEnv, Npmrc, NuGetConfig, DaemonJson];

    public string NewRepository(string name)
    {
        var folder = Path.Combine(Folder, name);
        Directory.CreateDirectory(Path.Combine(folder, ".git"));
        return folder;
    }

    public void Policy(string text, string? repository = null) => File.WriteAllText(Path.Combine(repository ?? Repository, "mirrors.yaml"), text);

    public void Write(string path, string text, UnixFileMode mode = UnixFileMode.UserRead | UnixFileMode.UserWrite)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        File.SetUnixFileMode(path, mode);
    }

    /// <summary>Runs `devmirrors` and gives what it said; stdin is no terminal.</summary>
    public Task<Answer> Run(params string[] arguments) => RunIn(Repository, arguments);

    public Task<Answer> RunIn(string repository, params string[] arguments) =>
        Client.Run(ToolUnderTest.Path, arguments, Home, repository, Environment);

    /// <summary>Runs `devmirrors` and demands this exit code; the transcript is the failure message.</summary>
    public async Task<Answer> Expect(int exitCode, params string[] arguments)
    {
        var answer = await Run(arguments);
        Assert.True(answer.ExitCode == exitCode, $"devmirrors {string.Join(' ', arguments)} ended with {answer.ExitCode}, not {exitCode}\n{answer.Output}\n{answer.Error}");
        return answer;
    }

    /// <summary>Runs a real client in the scratch home, in a folder below it.</summary>
    public Task<Answer> Ask(string program, params string[] arguments) => Client.Run(program, arguments, Home, Home, Environment);

    public Dictionary<string, string> Environment => new() { ["XDG_RUNTIME_DIR"] = Runtime };

    /// <summary>Every file below the home that DevMirrors or a client's settings could have touched: path → mode and bytes.</summary>
    public Dictionary<string, (UnixFileMode Mode, string Bytes)> Snapshot() =>
        UserFiles.Where(File.Exists).ToDictionary(f => f, f => (File.GetUnixFileMode(f), Convert.ToHexString(File.ReadAllBytes(f))));

    public void Dispose()
    {
        // Read-only module caches and the like would stop the deletion.
        using var chmod = System.Diagnostics.Process.Start("chmod", ["-R", "u+rwX", Folder]);
        chmod.WaitForExit();
        Directory.Delete(Folder, recursive: true);
    }
}

/// <summary>The program under test: DEVMIRRORS_EXE (the packed native one under .ci/run), else what the solution built.</summary>
public static class ToolUnderTest
{
    public static readonly string Path = System.Environment.GetEnvironmentVariable("DEVMIRRORS_EXE") is { Length: > 0 } path
        ? path
        : System.IO.Path.Combine(Checkout.Folder, "src", "DevMirrors.Tool", "bin", Configuration, "net10.0", "devmirrors");

    private static string Configuration => new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
}
