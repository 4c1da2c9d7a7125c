using System.Text;
using DevMirrors.Config;

namespace DevMirrors.Promises.Tests;

/// <summary>A client's file for the undo cases: two texts that can be there before our apply, and how its lines look.</summary>
/// <param name="Path">Below the home.</param>
/// <param name="Key">What we write.</param>
/// <param name="Before">Name → text before our apply.</param>
/// <param name="Other">A line that means something else, without ending.</param>
/// <param name="Comment">A line that means nothing; null where the format has none.</param>
internal sealed record UndoFormat(string Ecosystem, string Path, string Key, IReadOnlyDictionary<string, string> Before, string Other, string? Comment)
{
    public static readonly IReadOnlyList<UndoFormat> All =
    [
        new("go", ".config/go/env", "GOPROXY", new Dictionary<string, string>
        {
            ["a value"] = "# head\nGOFLAGS=-mod=mod\nGOPROXY=https://own.example,direct\nGOTOOLCHAIN=local\n# tail\n",
            ["no value"] = "# head\nGOFLAGS=-mod=mod\n# tail\n",
        }, "GONOPROXY=x.example", "# somebody's"),
        new("npm", ".npmrc", "registry", new Dictionary<string, string>
        {
            ["a value"] = "; head\nfund = false\nregistry = https://own.example/npm/\naudit=false\n; tail\n",
            ["no value"] = "; head\nfund = false\n; tail\n",
        }, "save-exact=true", "; somebody's"),
        new("nuget", ".nuget/NuGet/NuGet.Config", "packageSources/mine", new Dictionary<string, string>
        {
            ["a value"] = """
                <?xml version="1.0" encoding="utf-8"?>
                <configuration>
                  <!-- head -->
                  <packageSources>
                    <add key="first" value="https://first.example/v3/index.json" />
                    <add key="mine" value="https://mirrors.cloud.tencent.com/nuget/" />
                    <add key="last" value="https://last.example/v3/index.json" />
                  </packageSources>
                </configuration>

                """,
        }, "    <add key=\"other\" value=\"https://other.example/v3/index.json\" />", "    <!-- somebody's -->"),
        new("docker", ".config/docker/daemon.json", "registry-mirrors", new Dictionary<string, string>
        {
            ["a value"] = "{\n  \"debug\": true,\n  \"registry-mirrors\": [\"https://own.example\"],\n  \"log-level\": \"warn\",\n  \"max-concurrent-downloads\": 3\n}\n",
            ["no value"] = "{\n  \"debug\": true,\n  \"log-level\": \"warn\",\n  \"max-concurrent-downloads\": 3\n}\n",
        }, "  \"experimental\": false,", null),
    ];

    /// <summary>What a reader of the format finds for our key; null for nothing.</summary>
    public SettingValue? Find(byte[] bytes) => Parse(bytes)?.Find(Key)?.Value;

    /// <summary>Everything but our key, as the format's own editor leaves it.</summary>
    public string Rest(byte[] bytes) => Encoding.Latin1.GetString(Parse(bytes)!.Remove(Key).Bytes.Span);

    private IDocument? Parse(byte[] bytes) => EcosystemList.Find(Ecosystem)!.Formats[0].Parse(Path, bytes, new DiagnosticBag());
}
