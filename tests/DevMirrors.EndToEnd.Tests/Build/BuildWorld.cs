using DevMirrors.Testing;

namespace DevMirrors.EndToEnd.Tests.Build;

/// <summary>
/// A repository whose upstream has nothing, or never answers, and a mirror that alone has the package: what builds here has restored through
/// the mirror. The vendored folder is what `devmirrors init --msbuild` of the tool under test puts there.
/// </summary>
public sealed class BuildWorld : IAsyncDisposable
{
    public const string Package = "Only.In.Mirror";

    private readonly World _world = new();
    private readonly LoopbackServer? _empty;
    private readonly BlackHole? _hole;
    private int _clones;

    private BuildWorld(LoopbackServer mirror, LoopbackServer? empty, BlackHole? hole) => (Mirror, _empty, _hole) = (mirror, empty, hole);

    public LoopbackServer Mirror { get; }

    /// <summary>Null where it never answers.</summary>
    public LoopbackServer? Upstream => _empty;

    public string Home => _world.Home;

    public string Folder => _world.Folder;

    /// <summary>The repository that clones are made of.</summary>
    public string Origin => _world.Repository;

    public string UpstreamUrl => _empty is not null ? $"{_empty.Url}/v3/index.json" : $"{_hole!.Url}/v3/index.json";

    /// <summary>How often the upstream was asked.</summary>
    public int UpstreamAsked => _empty?.Asked.Count ?? _hole!.Taken;

    /// <summary>What commands see beside a clean environment.</summary>
    public Dictionary<string, string> Environment { get; } = new()
    {
        ["DEVMIRRORS_REGION"] = "cn",
        ["MSBUILDDISABLENODEREUSE"] = "1",
        ["UseSharedCompilation"] = "false",
        ["GIT_CONFIG_COUNT"] = "1",
        ["GIT_CONFIG_KEY_0"] = "safe.directory",
        ["GIT_CONFIG_VALUE_0"] = "*",
    };

    public static async Task<BuildWorld> Start(bool blackHole = false)
    {
        var mirror = await LoopbackServer.Start();
        mirror.ServeNuGetFeed((Package, "1.0.0"));
        var empty = blackHole ? null : await LoopbackServer.Start();
        empty?.ServeNuGetFeed();
        return new BuildWorld(mirror, empty, blackHole ? new BlackHole() : null);
    }

    /// <summary>The usual repository: two projects, two solutions, a nuget.config that names the upstream for packages and for the audit.</summary>
    public async Task MakeRepository(bool withSolutionTargets = true)
    {
        Write("nuget.config", $"""
            <configuration>
              <packageSources><clear /><add key="up" value="{UpstreamUrl}" allowInsecureConnections="true" /></packageSources>
              <auditSources><clear /><add key="up" value="{UpstreamUrl}" allowInsecureConnections="true" /></auditSources>
            </configuration>
            """);
        Write("mirrors.yaml", Policy());
        Write("A/A.csproj", Project("""<ProjectReference Include="../B/B.csproj" />"""));
        Write("A/A.cs", "public class A { }\n");
        Write("B/B.csproj", Project());
        Write("B/B.cs", "public class B { }\n");
        Write(".gitignore", "bin/\nobj/\n");
        Write("SX.slnx", """
            <Solution>
              <Project Path="A/A.csproj" />
              <Project Path="B/B.csproj" />
            </Solution>
            """);
        Write("S.sln", Solutions.Classic("A", "B"));
        Succeeded(await Devmirrors(Origin, "init", "--msbuild"));
        if (!withSolutionTargets)
            File.Delete(Path.Combine(Origin, "Directory.Solution.targets"));
        await Commit();
    }

    public string Policy(string nuget = "{ mirrors: [m], replaces: up }", string more = "") => $$"""
        version: 1
        regions:
          cn:
            nuget: {{nuget}}
        {{more}}  global:
            default: true
            nuget: upstream
        mirrors:
          m: { ecosystem: nuget, url: "{{Mirror.Url}}/v3/index.json", private: true, insecure: true }

        """;

    public static string Project(string more = "", string properties = "") => $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup><TargetFramework>net10.0</TargetFramework>{properties}</PropertyGroup>
          <ItemGroup><PackageReference Include="{Package}" Version="1.0.0" />{more}</ItemGroup>
        </Project>
        """;

    public void Write(string path, string text)
    {
        var full = Path.Combine(Origin, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text);
    }

    public async Task Commit()
    {
        if (!File.Exists(Path.Combine(Origin, ".git", "HEAD")))
            Succeeded(await Git(Origin, "init", "--quiet"));
        Succeeded(await Git(Origin, "add", "--all"));
        Succeeded(await Git(Origin, "-c", "user.name=t", "-c", "user.email=t@t.example", "commit", "--quiet", "--message", "x"));
    }

    /// <summary>A fresh clone, with a package folder of its own.</summary>
    public async Task<string> Clone()
    {
        var clone = Path.Combine(Folder, $"clone{Interlocked.Increment(ref _clones)}");
        Succeeded(await Git(Folder, "clone", "--quiet", Origin, clone));
        return clone;
    }

    /// <summary>Runs `dotnet` in a clone.</summary>
    public Task<Answer> Dotnet(string clone, params string[] arguments) => Run("dotnet", clone, arguments);

    /// <summary>Runs any program in a clone, as <see cref="Dotnet"/> does.</summary>
    public Task<Answer> Run(string program, string clone, params string[] arguments) =>
        Client.Run(program, arguments, Home, clone, With(("NUGET_PACKAGES", PackagesOf(clone)), ("NUGET_HTTP_CACHE_PATH", HttpCacheOf(clone))));

    public static string PackagesOf(string clone) => clone + ".packages";

    public static string HttpCacheOf(string clone) => clone + ".http";

    /// <summary>Runs the tool under test.</summary>
    public Task<Answer> Devmirrors(string folder, params string[] arguments) => Client.Run(ToolUnderTest.Path, arguments, Home, folder, Environment);

    /// <summary>What git says has changed: nothing, after a build.</summary>
    public async Task<string> Status(string clone) => (await Git(clone, "status", "--porcelain")).Text;

    public Task<Answer> Git(string folder, params string[] arguments) => Client.Run("git", arguments, Home, folder, Environment);

    public static void Succeeded(Answer answer) => Assert.True(answer.ExitCode == 0, $"ended with {answer.ExitCode}\n{answer.Output}\n{answer.Error}");

    public async ValueTask DisposeAsync()
    {
        await Mirror.DisposeAsync();
        if (_empty is not null)
            await _empty.DisposeAsync();
        if (_hole is not null)
            await _hole.DisposeAsync();
        _world.Dispose();
    }

    private Dictionary<string, string> With(params (string Name, string Value)[] more)
    {
        var all = new Dictionary<string, string>(Environment);
        foreach (var (name, value) in more)
            all[name] = value;
        return all;
    }
}
