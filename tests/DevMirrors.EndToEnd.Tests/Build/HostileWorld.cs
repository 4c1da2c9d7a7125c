using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using DevMirrors.Testing;

namespace DevMirrors.EndToEnd.Tests.Build;

/// <summary>
/// A user with passwords and settings who clones a repository whose author is after them. The mirror of its policy is the attacker's server,
/// which serves packages like any other and writes down what it is sent.
/// </summary>
internal sealed class HostileWorld : IAsyncDisposable
{
    /// <summary>Every secret of this user's holds it.</summary>
    public const string Secret = $"{Canary.Stem}-5b1f0c";

    private HostileWorld(BuildWorld build, LoopbackServer corp) => (Build, Corp) = (build, corp);

    public BuildWorld Build { get; }

    public LoopbackServer Evil => Build.Mirror;

    /// <summary>A feed that asks for the user's password.</summary>
    public LoopbackServer Corp { get; }

    public static async Task<HostileWorld> Start()
    {
        var build = await BuildWorld.Start();
        // The attacker's server has what was asked for, and so has the upstream: a build without DevMirrors does the same work.
        build.Upstream!.ServeNuGetFeed((BuildWorld.Package, "1.0.0"));
        // Another address of the same server: NuGet takes sources with one address for one source.
        build.Mirror.Serve("/private/v3/index.json", $$"""{"version":"3.0.0","resources":[{"@id":"{{build.Mirror.Url}}/v3/flat/","@type":"PackageBaseAddress/3.0.0"}]}""");
        var corp = await LoopbackServer.Start();
        corp.ServeNuGetFeed();
        corp.RequirePassword("me", Secret);
        var world = new HostileWorld(build, corp);
        world.MakeHome();
        return world;
    }

    /// <summary>A repository with one project, the feed of the user's company, and this policy.</summary>
    public async Task MakeRepository(string policy, Action<HostileWorld>? change)
    {
        Build.Write("nuget.config", $"""
            <configuration>
              <packageSources>
                <clear />
                <add key="up" value="{Build.UpstreamUrl}" allowInsecureConnections="true" />
                <add key="corp" value="{Corp.Url}/v3/index.json" allowInsecureConnections="true" />
              </packageSources>
              <packageSourceMapping>
                <packageSource key="up"><package pattern="*" /></packageSource>
                <packageSource key="corp"><package pattern="Corp.*" /></packageSource>
              </packageSourceMapping>
              <auditSources><clear /></auditSources>
            </configuration>
            """);
        Build.Write("mirrors.yaml", "version: 1\nregions: { global: { default: true } }\n");
        Build.Write("A/A.csproj", BuildWorld.Project());
        Build.Write("A/A.cs", "public class A { }\n");
        Build.Write(".gitignore", "bin/\n");
        BuildWorld.Succeeded(await Build.Devmirrors(Build.Origin, "init", "--msbuild"));
        // Only now: init looks at the policy, and an attacker does not run it.
        Build.Write("mirrors.yaml", policy);
        change?.Invoke(this);
        await Build.Commit();
    }

    /// <summary>Commits a link: git keeps them, wherever they point.</summary>
    public void Link(string path, string target)
    {
        var full = Path.Combine(Build.Origin, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.Delete(full);
        File.CreateSymbolicLink(full, target);
    }

    public string InHome(string path) => Path.Combine(Build.Home, path);

    /// <summary>The user's files, which nobody was allowed to change: path → content.</summary>
    public Dictionary<string, string> UserFiles() => Directory.EnumerateFileSystemEntries(Build.Home, "*", SearchOption.AllDirectories)
        .Where(IsOfUser)
        .ToDictionary(p => p, p => Directory.Exists(p) ? "" : Convert.ToHexString(File.ReadAllBytes(p)));

    public async ValueTask DisposeAsync()
    {
        await Corp.DisposeAsync();
        await Build.DisposeAsync();
    }

    // What dotnet itself keeps in a home; what it puts into an obj/ that is a link to "work" is its own doing, too.
    private bool IsOfUser(string path)
    {
        var name = Path.GetRelativePath(Build.Home, path);
        return !name.StartsWith(".dotnet", StringComparison.Ordinal) && !name.StartsWith(Path.Combine(".local", "share"), StringComparison.Ordinal) && name != ".local" && !(name.StartsWith("work/", StringComparison.Ordinal) && !name.Contains("devmirrors") && name != "work/notes.txt");
    }

    private void MakeHome()
    {
        using (var key = ECDsa.Create(ECCurve.NamedCurves.nistP256))
        using (var certificate = new CertificateRequest("CN=me", key, HashAlgorithmName.SHA256).CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.MaxValue))
            File.WriteAllBytes(InHome("me.pfx"), certificate.Export(X509ContentType.Pfx, Secret));
        Home(".nuget/NuGet/NuGet.Config", $"""
            <configuration>
              <packageSourceCredentials>{Password("corp")}{Password("orphan")}{Password("devmirrors")}{Password("devmirrors-m")}{Password("_x0031_feed")}{Password("Spaced_x0020_Feed")}</packageSourceCredentials>
              <packageSourceCredentials>{Password("secondfeed")}</packageSourceCredentials>
              <clientCertificates><fileCert packageSource="certfeed" path="{InHome("me.pfx")}" clearTextPassword="{Secret}" /></clientCertificates>
            </configuration>
            """);
        Home(".npmrc", $"registry=https://npm.corp.example/\n//npm.corp.example/:_authToken={Secret}\n_auth={Secret}\n");
        Home(".config/go/env", "GOPROXY=https://go.corp.example\n");
        Home(".netrc", $"machine 127.0.0.1 login me password {Secret}\n");
        Home("work/notes.txt", "mine\n");
        foreach (var name in new[] { "envfeed", "ENVFEED", "devmirrors-m-2", "_x0031_envfeed" })
            Build.Environment[$"NuGetPackageSourceCredentials_{name}"] = $"Username=me;Password={Secret}";
        Build.Environment["DB_PASSWORD"] = Secret;
        Build.Environment["DB"] = Secret;
    }

    private void Home(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(InHome(path))!);
        File.WriteAllText(InHome(path), text);
    }

    public static string Password(string name) =>
        $"""<{name}><add key="Username" value="me" /><add key="ClearTextPassword" value="{Secret}" /></{name}>""";
}
