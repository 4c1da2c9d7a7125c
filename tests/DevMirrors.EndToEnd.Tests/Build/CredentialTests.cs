using System.Text;
using DevMirrors.Testing;

namespace DevMirrors.EndToEnd.Tests.Build;

/// <summary>A feed that wants a password: it gets it, nobody else does, and nothing of the build keeps it.</summary>
[Trait("Promise", "P21")]
[Trait("Promise", "P23")]
public class CredentialTests
{
    // What differs in base64 and percent-encoding stands behind what is searched for.
    private const string Password = $"{Canary.Stem}/5b1f+0c=";
    private const string Package = "Corp.Secret";

    [RealClientFact("dotnet", "git")]
    public Task With_the_password_in_the_users_file() => Restores(world => InUsersFile(world));

    [RealClientFact("dotnet", "git")]
    public Task With_the_password_in_a_variable() =>
        Restores(world => world.Environment["NuGetPackageSourceCredentials_corp"] = $"Username=me;Password={Password}");

    [RealClientFact("dotnet", "git")]
    public Task With_the_password_of_a_source_that_the_policy_names_as_its_mirror() => Restores(InUsersFile, mirrorIsCorp: true);

    [RealClientFact("dotnet", "git")]
    public Task With_static_graph_evaluation() => Restores(InUsersFile, more: "-p:RestoreUseStaticGraphEvaluation=true");

    [RealClientFact("dotnet", "git")]
    public Task With_the_hook_as_a_program() => Restores(InUsersFile, more: "-p:DevMirrorsUseExec=true");

    private static async Task Restores(Action<BuildWorld> keepPassword, bool mirrorIsCorp = false, string more = "-p:X=1")
    {
        await using var world = await BuildWorld.Start();
        await using var corp = await LoopbackServer.Start();
        corp.ServeNuGetFeed(mirrorIsCorp ? [(Package, "1.0.0"), (BuildWorld.Package, "1.0.0")] : [(Package, "1.0.0")]);
        corp.RequirePassword("me", Password);
        keepPassword(world);
        await MakeRepository(world, corp, mirrorIsCorp);
        var clone = await world.Clone();
        var log = Path.Combine(world.Folder, "build.binlog");

        var answer = await world.Dotnet(clone, "build", "A/A.csproj", "-nodeReuse:false", "-v:detailed", $"-bl:{log}", more);

        BuildWorld.Succeeded(answer);
        Assert.Contains(corp.Asked, path => path.EndsWith($"{Package.ToLowerInvariant()}.1.0.0.nupkg", StringComparison.Ordinal));
        Assert.Equal(0, world.UpstreamAsked);
        Assert.All(world.Mirror.Heard, heard => Assert.Null(heard.Authorization));
        Assert.Equal(mirrorIsCorp, world.Mirror.Heard.Count == 0);
        AssertKeptNowhere(answer, clone, log);
    }

    private static void InUsersFile(BuildWorld world)
    {
        var path = Path.Combine(world.Home, ".nuget", "NuGet", "NuGet.Config");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, $"""
            <configuration>
              <packageSourceCredentials><corp><add key="Username" value="me" /><add key="ClearTextPassword" value="{Password}" /></corp></packageSourceCredentials>
            </configuration>
            """);
    }

    private static async Task MakeRepository(BuildWorld world, LoopbackServer corp, bool mirrorIsCorp)
    {
        world.Write("nuget.config", $"""
            <configuration>
              <packageSources>
                <clear />
                <add key="up" value="{world.UpstreamUrl}" allowInsecureConnections="true" />
                <add key="corp" value="{corp.Url}/v3/index.json" allowInsecureConnections="true" />
              </packageSources>
              <packageSourceMapping>
                <packageSource key="up"><package pattern="*" /></packageSource>
                <packageSource key="corp"><package pattern="Corp.*" /></packageSource>
              </packageSourceMapping>
              <auditSources><clear /><add key="up" value="{world.UpstreamUrl}" allowInsecureConnections="true" /></auditSources>
            </configuration>
            """);
        world.Write("mirrors.yaml", $$"""
            version: 1
            regions:
              cn: { nuget: { mirrors: [m], replaces: up } }
              global: { default: true }
            private:
              nuget: { "Corp.*": {{(mirrorIsCorp ? "m" : "corp")}} }
            mirrors:
              m: { ecosystem: nuget, url: "{{(mirrorIsCorp ? corp.Url : world.Mirror.Url)}}/v3/index.json", private: true, insecure: true }
              corp: { ecosystem: nuget, url: "{{corp.Url}}/v3/index.json", private: true, insecure: true }

            """);
        world.Write("A/A.csproj", BuildWorld.Project($"""<PackageReference Include="{Package}" Version="1.0.0" />"""));
        world.Write("A/A.cs", "public class A { }\n");
        world.Write(".gitignore", "bin/\nobj/\n");
        BuildWorld.Succeeded(await world.Devmirrors(world.Origin, "init", "--msbuild"));
        await world.Commit();
    }

    private static void AssertKeptNowhere(Answer answer, string clone, string log)
    {
        var kept = new List<(string Where, byte[] Bytes)> { ("output", Encoding.UTF8.GetBytes(answer.Output + answer.Error)) };
        kept.AddRange(Directory.EnumerateFiles(Path.Combine(clone, "A"), "*", SearchOption.AllDirectories).Select(f => (f, File.ReadAllBytes(f))));
        Assert.Contains(kept, k => k.Where.EndsWith("obj/devmirrors/nuget.config", StringComparison.Ordinal));
        Assert.All(kept, k => Assert.True(Canary.FindIn(k.Bytes) is null, $"{k.Where}: {Canary.FindIn(k.Bytes)}"));
        UnpackedLog.AssertHoldsNoSecret(log, "DevMirrorsBeforeRestore");
    }
}
