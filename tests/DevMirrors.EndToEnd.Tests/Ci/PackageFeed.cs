using System.IO.Compression;
using DevMirrors.Testing;

namespace DevMirrors.EndToEnd.Tests;

/// <summary>A folder with the packages of a release, laid out as eng/pack.sh makes them.</summary>
internal sealed class PackageFeed
{
    private const string Version = "0.1.0";

    public PackageFeed(CiAgent agent)
    {
        Folder = Directory.CreateDirectory(Path.Combine(agent.World.Folder, "my feed")).FullName;
        Pack("DevMirrors", []);
    }

    /// <summary>Whether the program to test is the native one.</summary>
    public static bool IsNative => Environment.GetEnvironmentVariable("DEVMIRRORS_EXE") is { Length: > 0 };

    public string Folder { get; }

    /// <summary>The package for every platform, with the real program.</summary>
    public PackageFeed WithPortable()
    {
        Pack("DevMirrors.any", BuiltTool.Files.Select(f => ($"tools/net10.0/any/{Path.GetFileName(f)}", File.ReadAllBytes(f))));
        return this;
    }

    /// <summary>The package for linux-x64: the native program under .ci/run, else one that says what it was asked.</summary>
    public PackageFeed WithNative()
    {
        var program = IsNative
            ? File.ReadAllBytes(ToolUnderTest.Path)
            : "#!/bin/sh\necho \"native $1\"\n[ \"$1\" != plan ] || exit 1\n"u8.ToArray();
        Pack("DevMirrors.linux-x64", [("tools/any/linux-x64/devmirrors", program)]);
        return this;
    }

    /// <summary>Pins in the checkout what is in the folder now, by the script for it.</summary>
    public async Task<PackageFeed> Pin(CiAgent agent)
    {
        var answer = await Client.Run("sh", [Path.Combine(agent.Checkout, "eng", "lock.sh"), Folder], agent.World.Home);
        Assert.True(answer.ExitCode == 0, answer.Error);
        File.WriteAllText(Path.Combine(agent.Checkout, "eng", "devmirrors.lock"), answer.Output);
        return this;
    }

    public string Package(string id) => Path.Combine(Folder, $"{id}.{Version}.nupkg");

    private void Pack(string id, IEnumerable<(string Name, byte[] Bytes)> files)
    {
        using var zip = ZipFile.Open(Package(id), ZipArchiveMode.Create);
        var nuspec = $"""
            <?xml version="1.0"?><package xmlns="http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd"><metadata>
            <id>{id}</id><version>{Version}</version><authors>test</authors><description>test</description></metadata></package>
            """;
        foreach (var (name, bytes) in files.Prepend(($"{id}.nuspec", System.Text.Encoding.UTF8.GetBytes(nuspec))))
        {
            using var stream = zip.CreateEntry(name).Open();
            stream.Write(bytes);
        }
    }
}
