using System.Text.RegularExpressions;
using DevMirrors.Testing;

namespace DevMirrors.EndToEnd.Tests.Build;

/// <summary>A copy of samples/ in a repository with the vendored folder; its three packages come from loopback mirrors, and nothing else can be reached.</summary>
internal sealed class SampleWorld : IAsyncDisposable
{
    private readonly World _world = new();
    private readonly LoopbackServer _mirror;

    private SampleWorld(LoopbackServer mirror) => _mirror = mirror;

    public RefusingProxy Proxy { get; } = new();

    public string Folder => _world.Folder;

    /// <summary>How often the mirrors were asked.</summary>
    public int MirrorAsked => _mirror.Asked.Count;

    public string Service => Path.Combine(Sample, "service", "bin", "Debug", "net10.0", "Service.dll");

    public string Orders => Path.Combine(Sample, "tool", "bin", "orders");

    public string Page => Path.Combine(Sample, "web", "dist", "index.html");

    /// <summary>What the build makes, and when it did.</summary>
    public IReadOnlyList<(string Path, DateTime Time)> Made =>
        [.. new[] { Service, Orders, Page, Path.Combine(Sample, "web", "node_modules", ".package-lock.json") }.Select(f => (f, File.GetLastWriteTimeUtc(f)))];

    private string Sample => Path.Combine(_world.Repository, "samples");

    public static async Task<SampleWorld> Start()
    {
        var sample = new SampleWorld(await LoopbackServer.Start());
        await sample.Make();
        return sample;
    }

    public Task<Answer> Build(params (string Name, string Value)[] more) => Run("dotnet", ["build", "samples/Shop.slnx", "-nologo"], more);

    public Task<Answer> Run(string program, params string[] arguments) => Run(program, arguments, []);

    /// <summary>What the running service answers.</summary>
    public async Task<string> Prices()
    {
        var url = $"http://127.0.0.1:{ServerProcess.FreePort()}";
        using var service = await ServerProcess.Start(
            RealClients.Find("dotnet")!, [Service], Path.Combine(_world.Folder, "service.log"), () => ServerProcess.Answers(url + "/prices"),
            new Dictionary<string, string> { ["ASPNETCORE_URLS"] = url, ["HOME"] = _world.Home });
        using var client = new HttpClient();
        return await client.GetStringAsync(url + "/prices");
    }

    public async ValueTask DisposeAsync()
    {
        await _mirror.DisposeAsync();
        await Proxy.DisposeAsync();
        _world.Dispose();
    }

    private async Task Make()
    {
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
        await Expect(ToolUnderTest.Path, "init", "--msbuild");
        await Expect("git", "add", "--all");
        await Expect("git", "-c", "user.name=t", "-c", "user.email=t@t.example", "commit", "--quiet", "--message", "x");
    }

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

    private async Task Expect(string program, params string[] arguments) => BuildWorld.Succeeded(await Run(program, arguments));

    private Task<Answer> Run(string program, string[] arguments, params (string Name, string Value)[] more)
    {
        var all = new Dictionary<string, string>(Proxy.Variables)
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
