using DevMirrors.Testing;

namespace DevMirrors.Promises.Tests;

/// <summary>A user whose files and variables are full of secrets, and a repository whose policy changes the lines beside them.</summary>
/// <param name="name">What kind of places hold the secrets.</param>
internal sealed class CanaryScene(string name) : IDisposable
{
    public const string Policy = """
        version: 1
        regions:
          cn:
            default: true
            go: [m-go, direct]
            npm: m-npm
            nuget: m-nuget
            docker: m-docker
          home: { npm: upstream, go: upstream, nuget: upstream, docker: upstream }
        private:
          npm: { "@corp": corp-npm }
          nuget: { "Corp.*": corp-nuget }
          go: { git.corp.example: direct }
        mirrors:
          m-go: { ecosystem: go, url: "https://go.mirror.example/" }
          m-npm: { ecosystem: npm, url: "https://npm.mirror.example/npm/" }
          m-nuget: { ecosystem: nuget, url: "https://nuget.mirror.example/v3/index.json" }
          m-docker: { ecosystem: docker, url: "https://docker.mirror.example" }
          corp-npm: { ecosystem: npm, url: "https://npm.corp.example/npm/", private: true, auth: { token-env: CORP_TOKEN } }
          corp-nuget: { ecosystem: nuget, url: "https://nuget.corp.example/v3/index.json", private: true }

        """;

    public string Name => name;

    public World World { get; } = new();

    public Canary Canary { get; } = new();

    public Dictionary<string, string> Environment { get; } = [];

    /// <summary>What is asked of the tool beside the usual commands.</summary>
    public List<string[]> More { get; } = [];

    /// <summary>A new secret, named by where it stands.</summary>
    public string At(string place) => Canary.At($"{name}: {place}");

    public void Write(string path, string text) => World.Write(path, text);

    public void InHome(string path, string text) => Write(Path.Combine(World.Home, path), text);

    /// <summary>A file of the machine; with one the tool runs in a mount namespace, as root.</summary>
    public void OnMachine(string path, string text) => Write(Path.Combine(Machine, path), text);

    public void InRepository(string path, string text) => Write(Path.Combine(World.Repository, path), text);

    /// <summary>Runs the tool with no client on the PATH, which would only cost time, unless they are asked for.</summary>
    public Task<Answer> Run(bool withClients, params string[] arguments) => Run(withClients, [], arguments);

    /// <param name="under">A command that is given the tool to run.</param>
    public Task<Answer> Run(bool withClients, string[] under, string[] arguments)
    {
        var environment = new Dictionary<string, string>(World.Environment)
        {
            ["CORP_TOKEN"] = _token ??= At("the variable that the policy names"),
            ["HTTPS_PROXY"] = _proxy ??= $"http://me:{At("HTTPS_PROXY")}@127.0.0.1:9",
        };
        if (!withClients)
            environment["PATH"] = Path.Combine(World.Folder, "nothing");
        foreach (var (variable, value) in Environment)
            environment[variable] = value;
        string[] words = [.. under, ToolUnderTest.Path, .. arguments];
        if (Directory.Exists(Machine))
            words = Scene.OnMachine(Path.Combine(Machine, "etc"), Directory.CreateDirectory(Path.Combine(Machine, "lib")).FullName, words);
        return Client.Run(words[0], words[1..], World.Home, World.Repository, environment);
    }

    public void Dispose() => World.Dispose();

    private string Machine => Path.Combine(World.Folder, "machine");

    private string? _token;
    private string? _proxy;
}
