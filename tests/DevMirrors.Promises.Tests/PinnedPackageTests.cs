using System.Text.Json;
using System.Xml.Linq;
using DevMirrors.Testing;

namespace DevMirrors.Promises.Tests;

/// <summary>What SECURITY.md says of the build: nothing gets into the tool by itself, and its bill of materials names all of it.</summary>
public class PinnedPackageTests
{
    // What the SDK adds by itself has the SDK's version.
    private static readonly string[] OfSdk = ["Microsoft.NET.ILLink.Tasks/", "Microsoft.DotNet.ILCompiler/", "runtime."];

    [Theory]
    [InlineData("DevMirrors.Config")]
    [InlineData("DevMirrors.Tool")]
    [InlineData("DevMirrors.Tasks")]
    [InlineData("DevMirrors.Vendored")]
    public void Every_package_of_a_shipped_project_is_pinned_to_the_version_it_got(string project)
    {
        var pinned = XDocument.Load(Path.Combine(Checkout.Folder, "Directory.Packages.props")).Descendants("PackageVersion")
            .Select(e => $"{e.Attribute("Include")!.Value}/{e.Attribute("Version")!.Value}");
        using var assets = JsonDocument.Parse(File.ReadAllBytes(Assets(project)));
        var resolved = assets.RootElement.GetProperty("libraries").EnumerateObject()
            .Where(l => l.Value.GetProperty("type").GetString() == "package").Select(l => l.Name).Where(l => !OfSdk.Any(s => l.StartsWith(s, StringComparison.Ordinal)));

        Assert.Empty(resolved.Except(pinned));
    }

    [RealClientFact("dotnet")]
    public async Task The_bill_of_materials_names_every_package_of_the_tool_with_its_hash_and_is_the_same_twice()
    {
        using var world = new World();
        string[] words = ["run", Path.Combine(Checkout.Folder, "eng", "sbom.cs"), "--", Assets("DevMirrors.Tool"), "1.2.3"];
        // Only restore's own cache is looked into; the packages' folder is the one that the assets name.
        var first = await world.Ask("dotnet", words);
        var second = await world.Ask("dotnet", words);

        Assert.True(first.ExitCode == 0, first.Error + first.Output);
        Assert.Equal(first.Output, second.Output);
        using var bill = JsonDocument.Parse(first.Output);
        var components = bill.RootElement.GetProperty("components").EnumerateArray().ToList();
        Assert.Equal(
            ["CliWrap", "DiffPlex", "Spectre.Console", "Spectre.Console.Ansi", "System.CommandLine", "YamlDotNet"],
            components.Select(c => c.GetProperty("name").GetString()!));
        Assert.All(components, c => Assert.Equal(128, c.GetProperty("hashes")[0].GetProperty("content").GetString()!.Length));
        Assert.All(components, c => Assert.NotEmpty(c.GetProperty("licenses")[0].GetProperty("license").GetProperty("id").GetString()!));
    }

    private static string Assets(string project) => Path.Combine(Checkout.Folder, "src", project, "obj", "project.assets.json");
}
