namespace DevMirrors.Testing;

/// <summary>A real verdaccio without uplinks.</summary>
public sealed class Verdaccio : IDisposable
{
    private readonly ServerProcess _process;

    private Verdaccio(ServerProcess process, string url)
    {
        _process = process;
        Url = url;
    }

    /// <summary>Without a trailing slash.</summary>
    public string Url { get; }

    /// <summary>One JSON line per request.</summary>
    public string Log => _process.Output;

    public static async Task<Verdaccio> Start(string folder)
    {
        Directory.CreateDirectory(folder);
        var config = Path.Combine(folder, "config.yaml");
        File.WriteAllText(config, $$"""
            storage: {{folder}}/storage
            auth: { htpasswd: { file: {{folder}}/htpasswd, max_users: 10 } }
            uplinks: {}
            packages: { "**": { access: $all, publish: $all } }
            log: { type: stdout, format: json, level: http }
            """);
        var url = $"http://127.0.0.1:{ServerProcess.FreePort()}";
        var process = await ServerProcess.Start(
            RealClients.Find("verdaccio")!, ["--config", config, "--listen", url[7..]], Path.Combine(folder, "log"),
            () => ServerProcess.Answers(url + "/-/ping"), new Dictionary<string, string> { ["HOME"] = folder });
        return new Verdaccio(process, url);
    }

    public void Dispose() => _process.Dispose();
}

/// <summary>A real docker-registry (distribution) that holds one tiny image, <c>library/tiny:1</c>.</summary>
public sealed class DockerRegistry : IDisposable
{
    private readonly ServerProcess _process;

    private DockerRegistry(ServerProcess process, string url)
    {
        _process = process;
        Url = url;
    }

    /// <summary>Without a trailing slash.</summary>
    public string Url { get; }

    public string Log => _process.Output;

    public static async Task<DockerRegistry> Start(string folder)
    {
        Directory.CreateDirectory(folder);
        var port = ServerProcess.FreePort();
        var config = Path.Combine(folder, "config.yml");
        File.WriteAllText(config, $$"""
            version: 0.1
            storage: { filesystem: { rootdirectory: {{folder}}/storage } }
            http: { addr: 127.0.0.1:{{port}} }
            """);
        var url = $"http://127.0.0.1:{port}";
        var process = await ServerProcess.Start(
            RealClients.Find("docker-registry")!, ["serve", config], Path.Combine(folder, "log"),
            () => ServerProcess.Answers(url + "/v2/"), new Dictionary<string, string> { ["HOME"] = folder });
        var registry = new DockerRegistry(process, url);
        await TinyImage.Push(url, "library/tiny", "1");
        return registry;
    }

    public void Dispose() => _process.Dispose();
}

/// <summary>
/// A real dockerd on files of its own: the config file under test, a scratch data root, no network set-up, and a proxy that lets nothing through:
/// where no mirror answers it would ask Docker Hub itself.
/// </summary>
public sealed class DockerDaemon : IDisposable
{
    private readonly ServerProcess _process;
    private readonly RefusingProxy _proxy;
    private readonly string _folder;

    private DockerDaemon(ServerProcess process, RefusingProxy proxy, string folder, string socket)
    {
        _process = process;
        _proxy = proxy;
        _folder = folder;
        Socket = socket;
    }

    /// <summary>The path of its API socket.</summary>
    public string Socket { get; }

    public string Log => _process.Output;

    /// <summary>What it wanted to have of others than 127.0.0.1, and did not get: <c>CONNECT host:443 HTTP/1.1</c>.</summary>
    public IReadOnlyList<string> AskedOutside => _proxy.Asked;

    /// <param name="folder">A scratch folder; its path must be short, as socket paths are.</param>
    /// <param name="runtime">Where a rootless daemon keeps <c>docker.pid</c> and <c>docker.sock</c> (XDG_RUNTIME_DIR).</param>
    /// <param name="more">Further flags.</param>
    public static async Task<DockerDaemon> Start(string folder, string configFile, string runtime, params string[] more)
    {
        Directory.CreateDirectory(folder);
        Directory.CreateDirectory(runtime);
        var socket = Path.Combine(runtime, "docker.sock");
        var proxy = new RefusingProxy();
        var process = await ServerProcess.Start(
            RealClients.Find("dockerd")!,
            [
                "--config-file", configFile, "--data-root", Path.Combine(folder, "data"), "--exec-root", Path.Combine(folder, "exec"),
                "-H", "unix://" + socket, "--pidfile", Path.Combine(runtime, "docker.pid"),
                "--iptables=false", "--ip6tables=false", "--bridge=none", "--storage-driver=vfs", .. more,
            ],
            Path.Combine(folder, "log"),
            async () => await Client.Run("docker", ["-H", "unix://" + socket, "info"], folder) is { ExitCode: 0 },
            new Dictionary<string, string>(proxy.Variables) { ["HOME"] = folder });
        return new DockerDaemon(process, proxy, folder, socket);
    }

    public void Dispose()
    {
        _process.Dispose();
        // The vfs driver leaves its data root bind-mounted; the folder could not be deleted.
        using var umount = System.Diagnostics.Process.Start("umount", ["-q", Path.Combine(_folder, "data")]);
        umount.WaitForExit();
        _proxy.DisposeAsync().AsTask().GetAwaiter().GetResult();
    }
}
