using System.Text;
using DevMirrors.Testing;

namespace DevMirrors.Promises.Tests;

/// <summary>The strongest proof: the real clients, in a home full of credentials for other hosts, send none of them to the mirror.</summary>
[Trait("Promise", "P23")]
public class P23RealClientTests
{
    [RealClientTheory("npm", "go", "dotnet")]
    [InlineData("npm", false)]
    [InlineData("npm", true)]
    [InlineData("go", false)]
    [InlineData("go", true)]
    [InlineData("nuget", false)]
    [InlineData("nuget", true)]
    public async Task No_credential_reaches_the_mirror(string ecosystem, bool byExec)
    {
        await using var mirror = await LoopbackServer.Start();
        mirror.ServeNpmPackage("tiny", "1.0.0");
        mirror.ServeNuGetFeed(("Tiny.Package", "1.0.0"));
        mirror.ServeGoModule("tiny.example/a", "v1.0.0");
        using var world = new World();
        world.Policy($$"""
            version: 1
            regions: { cn: { default: true, go: [m-go, off], npm: m-npm, nuget: m-nuget } }
            mirrors:
              m-go: { ecosystem: go, url: "{{mirror.Url}}", private: true, insecure: true }
              m-npm: { ecosystem: npm, url: "{{mirror.Url}}/", private: true, insecure: true }
              m-nuget: { ecosystem: nuget, url: "{{mirror.Url}}/v3/index.json", private: true, insecure: true }

            """);
        var canary = new Canary();
        var environment = Plant(world, canary);
        WriteProject(world);
        string[] client = ecosystem switch
        {
            "npm" => ["npm", "install", "--no-audit", "--no-fund", "tiny@1.0.0"],
            "go" => ["go", "mod", "download", "tiny.example/a@v1.0.0"],
            _ => ["dotnet", "restore", "-p:DevMirrorsEnabled=false", "-p:NuGetAudit=false"],
        };
        if (!byExec)
        {
            var applied = await Client.Run(ToolUnderTest.Path, ["apply", "--yes", "--only", ecosystem], world.Home, world.Repository, environment);
            Assert.True(applied.ExitCode == 0, applied.Said());
        }

        var answer = byExec
            ? await Client.Run(ToolUnderTest.Path, ["exec", "--only", ecosystem, "--", .. client], world.Home, world.Repository, environment)
            : await Client.Run(client[0], client[1..], world.Home, world.Repository, environment);

        Assert.True(answer.ExitCode == 0, answer.Said());
        Assert.NotEmpty(mirror.Heard);
        Assert.All(mirror.Heard, heard => Assert.Null(heard.Authorization));
        Assert.All(mirror.Heard, heard => Assert.Null(Canary.FindIn(Encoding.UTF8.GetBytes(heard.Text))));
        Proof.Record("P23", $"what {ecosystem} sends {(byExec ? "under exec" : "after apply")}", canary.Count, canary.Count, $"{mirror.Heard.Count} requests");
    }

    private static Dictionary<string, string> Plant(World world, Canary canary)
    {
        string At(string place) => canary.At(place);
        world.Write(world.Npmrc, $"""
            //old.example/:_authToken={At("npm token")}
            //127.0.0.1/:_authToken={At("npm token of the host at its usual port")}
            //127.0.0.1:9/:_password={At("npm password of another port")}
            @corp:registry=https://npm.corp.example/
            //npm.corp.example/:_authToken={At("npm token of a scope")}

            """);
        world.Write(world.NuGetConfig, $"""
            <configuration>
              <packageSources><add key="nuget.org" value="https://me:{At("user part of the replaced source")}@old.example/v3/index.json" /></packageSources>
              <apikeys><add key="https://old.example/v3/index.json" value="{At("NuGet key")}" /></apikeys>
              <packageSourceCredentials><corp><add key="Username" value="me" /><add key="ClearTextPassword" value="{At("NuGet password")}" /></corp></packageSourceCredentials>
            </configuration>
            """);
        world.Write(world.GoEnv, $"GOPROXY=https://me:{At("GOPROXY")}@go.old.example\nGONOSUMDB=tiny.example\n");
        world.Write(Path.Combine(world.Home, ".netrc"), $"machine go.old.example login me password {At("netrc")}\ndefault login me password {At("netrc's default")}\n");
        return new Dictionary<string, string>(world.Environment)
        {
            ["VSS_NUGET_EXTERNAL_FEED_ENDPOINTS"] = $$"""{"endpointCredentials":[{"endpoint":"https://old.example/v3/index.json","username":"me","password":"{{At("endpoint credentials")}}"}]}""",
            ["NuGetPackageSourceCredentials_corp"] = $"Username=me;Password={At("NuGet variable")}",
            ["npm_config_//old.example/:_authToken"] = At("npm variable"),
            ["NODE_AUTH_TOKEN"] = At("NODE_AUTH_TOKEN"),
            ["GONOSUMDB"] = "tiny.example",
        };
    }

    private static void WriteProject(World world)
    {
        world.Write(Path.Combine(world.Repository, "package.json"), """{ "name": "x", "version": "1.0.0" }""");
        world.Write(Path.Combine(world.Repository, "go.mod"), "module x.example\n\ngo 1.18\n");
        world.Write(Path.Combine(world.Repository, "x.csproj"), """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>
              <ItemGroup><PackageReference Include="Tiny.Package" Version="1.0.0" /></ItemGroup>
            </Project>
            """);
    }
}
