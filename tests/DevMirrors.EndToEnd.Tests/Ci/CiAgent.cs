using System.Security.Cryptography;
using DevMirrors.Testing;

namespace DevMirrors.EndToEnd.Tests;

/// <summary>A CI agent that knows nothing of DevMirrors: an empty home, and a checkout whose path has a space.</summary>
internal sealed class CiAgent : IDisposable
{
    public const string Lent = "https://goproxy.cn,direct";

    private readonly string _shell;

    public CiAgent(string shell = "sh")
    {
        _shell = shell;
        Checkout = World.NewRepository("my checkout");
        Directory.CreateDirectory(Path.Combine(Checkout, "eng"));
        foreach (var script in new[] { "bootstrap.sh", "bootstrap.ps1", "lock.sh" })
            File.Copy(Path.Combine(Testing.Checkout.Folder, "eng", script), Path.Combine(Checkout, "eng", script));
        World.Policy(ToolWorld.GoPolicy, Checkout);
    }

    /// <summary>The shells that this machine has; where .ci/run runs, all of them.</summary>
    public static TheoryData<string> Shells => RealClients.Required || RealClients.Find("pwsh") is not null ? ["sh", "pwsh"] : ["sh"];

    public World World { get; } = new();

    public string Checkout { get; }

    public string Vendored => Path.Combine(Checkout, "eng", "devmirrors");

    public string JobFolder => Path.Combine(Checkout, "obj", "devmirrors-ci");

    /// <summary>What the policy's consent is given to.</summary>
    public string Hash => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(Checkout, "mirrors.yaml"))));

    /// <summary>An agent in China, on which `CI=true` must grant nothing.</summary>
    public Dictionary<string, string> Variables { get; } = new() { ["CI"] = "true", ["DEVMIRRORS_REGION"] = "cn" };

    /// <summary>The files in the home, but for what PowerShell keeps for itself.</summary>
    public IEnumerable<string> HomeFiles => Directory.EnumerateFiles(World.Home, "*", SearchOption.AllDirectories).Where(f => !f.Contains("/powershell/"));

    /// <summary>The folder that `init --msbuild` commits.</summary>
    public CiAgent WithVendoredCopy()
    {
        Directory.CreateDirectory(Vendored);
        foreach (var file in BuiltTool.Files)
            File.Copy(file, Path.Combine(Vendored, Path.GetFileName(file)));
        File.WriteAllText(Path.Combine(Vendored, "README.md"), "# DevMirrors\n");
        File.WriteAllText(Path.Combine(Vendored, ".gitattributes"), "* -text\n");
        var lines = Directory.EnumerateFiles(Vendored).Order(StringComparer.Ordinal)
            .Select(f => $"{Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(f)))}  {Path.GetFileName(f)}\n");
        File.WriteAllText(Path.Combine(Vendored, "version"), "0.1.0\n" + string.Concat(lines) + $"policy {Hash}\nmade Directory.Build.targets\nmade eng/\n");
        return this;
    }

    /// <summary>Runs the script, from a folder that is not the checkout.</summary>
    public Task<Answer> Run(params string[] arguments)
    {
        string[] words = _shell == "sh"
            ? [Path.Combine(Checkout, "eng", "bootstrap.sh"), .. arguments]
            : ["-NoProfile", "-File", Path.Combine(Checkout, "eng", "bootstrap.ps1"), .. arguments];
        return Client.Run(_shell, words, World.Home, World.Folder, Variables);
    }

    /// <summary>Runs the script and demands this exit code; the transcript is the failure message.</summary>
    public async Task<Answer> Expect(int exitCode, params string[] arguments)
    {
        var answer = await Run(arguments);
        Assert.True(answer.ExitCode == exitCode, $"bootstrap ended with {answer.ExitCode}, not {exitCode}\n{answer.Output}\n{answer.Error}");
        return answer;
    }

    public void Dispose() => World.Dispose();
}

/// <summary>The framework-dependent program, as the solution built it.</summary>
internal static class BuiltTool
{
    private static readonly string Folder = Path.Combine(
        Checkout.Folder, "src", "DevMirrors.Tool", "bin", new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name, "net10.0");

    public static IEnumerable<string> Files => Directory.EnumerateFiles(Folder, "*.dll").Append(Path.Combine(Folder, "devmirrors.runtimeconfig.json"));
}
