using System.Text.RegularExpressions;
using DevMirrors.Testing;

namespace DevMirrors.EndToEnd.Tests.Build;

/// <summary>samples/ as a repository of its own: its three packages come from loopback mirrors, and nothing else can be reached.</summary>
public sealed class SampleTests : IAsyncLifetime
{
    private readonly World _world = new();
    private readonly RefusingProxy _proxy = new();
    private LoopbackServer _mirror = null!;

    private string Sample => Path.Combine(_world.Repository, "samples");

    public async Task InitializeAsync()
    {
        _mirror = await LoopbackServer.Start();
        Copy(Path.Combine(Checkout.Folder, "samples"), Sample);
        ServePackages();
        File.WriteAllText(Path.Combine(Sample, "mirrors.yaml"), $$"""
            version: 1
            regions:
              cn: { go: [go-here, off], npm: npm-here, nuget: nuget-here }
              global: { default: true, npm: upstream }
            mirrors:
              go-here: { ecosystem: go, url: "{{_mirror.Url}}/go", private: true, insecure: true }
              npm-here: { ecosystem: npm, url: "{{_mirror.Url}}/", private: true, insecure: true }
              nuget-here: { ecosystem: nuget, url: "{{_mirror.Url}}/v3/index.json", private: true, insecure: true }

            """);
        await Expect("git", "init", "--quiet");
        await Expect(Tool.Path, "init", "--msbuild");
        await Expect("git", "add", "--all");
        await Expect("git", "-c", "user.name=t", "-c", "user.email=t@t.example", "commit", "--quiet", "--message", "x");
    }

    public async Task DisposeAsync()
    {
        await _mirror.DisposeAsync();
        await _proxy.DisposeAsync();
        _world.Dispose();
    }

    [RealClientFact("dotnet", "git", "go", "npm")]
    public async Task One_build_makes_the_service_the_tool_and_the_front_end_and_the_next_has_nothing_to_do()
    {
        await Expect("dotnet", "build", "samples/Shop.slnx", "-nologo");

        Assert.Matches(@"\A00000000-stand-in\ttea\n\z", (await Run(Path.Combine(Sample, "tool", "bin", "orders"), "tea")).Output);
        Assert.Contains("<li>fish &amp; chips</li>", File.ReadAllText(Path.Combine(Sample, "web", "dist", "index.html")));
        Assert.Contains("\"tea\":3.20", await Prices());
        Assert.Equal("", (await Run("git", "status", "--porcelain")).Text);
        Assert.Empty(_proxy.Asked);

        var (asked, made) = (_mirror.Asked.Count, Made());
        await Expect("dotnet", "build", "samples/Shop.slnx", "-nologo");

        Assert.Equal(asked, _mirror.Asked.Count);
        Assert.Equal(made, Made());
        Assert.Empty(_proxy.Asked);
    }

    [RealClientFact("dotnet", "git")]
    public async Task Without_go_and_npm_the_service_is_built_and_a_warning_names_what_is_left_out()
    {
        // A PATH on which there is nothing but dotnet.
        var path = Directory.CreateDirectory(Path.Combine(_world.Folder, "bin")).FullName;
        File.CreateSymbolicLink(Path.Combine(path, "dotnet"), RealClients.Find("dotnet")!);

        var answer = await Run("dotnet", ["build", "samples/Shop.slnx", "-nologo"], ("PATH", path));

        Assert.True(answer.ExitCode == 0, answer.Output);
        Assert.True(File.Exists(Service));
        Assert.Contains("warning : go is not installed, and the tool is not built", answer.Output);
        Assert.Contains("warning : npm is not installed, and the front end is not built", answer.Output);
        Assert.Contains("2 Warning(s)", answer.Output);
        Assert.Empty(_proxy.Asked);
    }

    private string Service => Path.Combine(Sample, "service", "bin", "Debug", "net10.0", "Service.dll");

    private List<(string, DateTime)> Made() =>
        [.. new[] { Service, Path.Combine(Sample, "tool", "bin", "orders"), Path.Combine(Sample, "web", "dist", "index.html"), Path.Combine(Sample, "web", "node_modules", ".package-lock.json") }
            .Select(f => (f, File.GetLastWriteTimeUtc(f)))];

    // Under the names and versions that the sample has; the lock files of the copy get the hashes of these.
    private void ServePackages()
    {
        var version = Regex.Match(File.ReadAllText(Path.Combine(Sample, "Directory.Packages.props")), "Include=\"YamlDotNet\" Version=\"([^\"]+)\"").Groups[1].Value;
        _mirror.ServeNuGetFeed(("YamlDotNet", version));
        _mirror.Serve(
            $"/v3/flat/yamldotnet/{version}/yamldotnet.{version}.nupkg",
            Packages.Nupkg("YamlDotNet", version, "lib/net10.0/YamlDotNet.dll", File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "YamlDotNet.dll"))));

        var module = Regex.Match(File.ReadAllText(Path.Combine(Sample, "tool", "go.mod")), @"require (\S+) (\S+)");
        File.WriteAllText(Path.Combine(Sample, "tool", "go.sum"), _mirror.ServeGoModule(
            module.Groups[1].Value, module.Groups[2].Value, "/go", "package uuid\n\nfunc NewString() string { return \"00000000-stand-in\" }\n"));

        var locked = Path.Combine(Sample, "web", "package-lock.json");
        var integrity = _mirror.ServeNpmPackage("escape-html", "1.0.3", "module.exports = (text) => text.replaceAll('&', '&amp;');\n");
        File.WriteAllText(locked, Regex.Replace(File.ReadAllText(locked), "\"integrity\": \"[^\"]+\"", $"\"integrity\": \"{integrity}\""));
    }

    private async Task<string> Prices()
    {
        var url = $"http://127.0.0.1:{ServerProcess.FreePort()}";
        using var service = await ServerProcess.Start(
            RealClients.Find("dotnet")!, [Service], Path.Combine(_world.Folder, "service.log"), () => ServerProcess.Answers(url + "/prices"),
            new Dictionary<string, string> { ["ASPNETCORE_URLS"] = url, ["HOME"] = _world.Home });
        using var client = new HttpClient();
        return await client.GetStringAsync(url + "/prices");
    }

    private async Task Expect(string program, params string[] arguments) => BuildWorld.Succeeded(await Run(program, arguments));

    private Task<Answer> Run(string program, params string[] arguments) => Run(program, arguments, []);

    private Task<Answer> Run(string program, string[] arguments, params (string Name, string Value)[] more)
    {
        var all = new Dictionary<string, string>(_proxy.Variables)
        {
            ["DEVMIRRORS_REGION"] = "cn",
            ["MSBUILDDISABLENODEREUSE"] = "1",
            ["UseSharedCompilation"] = "false",
        };
        foreach (var (name, value) in more)
            all[name] = value;
        return Client.Run(program, arguments, _world.Home, _world.Repository, all);
    }

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.EnumerateFiles(from))
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        foreach (var folder in Directory.EnumerateDirectories(from).Where(f => Path.GetFileName(f) is not ("bin" or "obj" or "dist" or "node_modules")))
            Copy(folder, Path.Combine(to, Path.GetFileName(folder)));
    }
}
