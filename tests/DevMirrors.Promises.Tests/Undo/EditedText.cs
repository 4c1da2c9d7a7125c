using DevMirrors.Config;

namespace DevMirrors.Promises.Tests;

/// <summary>
/// A file's forms before our apply, and what somebody may add after it. What they add says <c>theirs</c>, what must stay says <c>keep</c>,
/// so that the result can be asked for both.
/// </summary>
/// <param name="Before">Null is an absent file.</param>
/// <param name="Added">Lines without ending; not each makes sense at each place.</param>
internal sealed record EditedText(string Ecosystem, string Key, IReadOnlyList<string?> Before, IReadOnlyList<string> Added)
{
    public static readonly IReadOnlyList<EditedText> All =
    [
        new("go", "GOPROXY",
            [
                null, "", "# keep-1\nGOFLAGS=keep-2\n", "GOFLAGS=keep-1", "GOPROXY=https://own.example\n",
                "GOFLAGS=keep-1\nGOPROXY=https://own.example\nGOTOOLCHAIN=keep-2\n",
                "GOPROXY=https://old.example\nGOFLAGS=keep-1\nGOPROXY=https://own.example",
            ],
            ["GONOPROXY=theirs-1", "# theirs-1", "GOPROXY=https://theirs-1.example"]),
        new("npm", "registry",
            [
                null, "", "; keep-1\nfund=keep-2\n", "fund=keep-1", "registry = https://own.example/\n", "fund=keep-1\n[keep-2]\nx=keep-3\n",
                "fund=keep-1\r\nregistry=\"https://own.example/\"\r\naudit=keep-2\r\n",
                "registry=https://old.example/\nfund=keep-1\nregistry=https://own.example/",
            ],
            ["save-exact=theirs-1", "; theirs-1", "[theirs-1]", "registry=https://theirs-1.example/"]),
        new("nuget", "packageSources/mine",
            [
                null, "<configuration />\n", "<configuration>\n</configuration>\n", "<configuration>\n  <packageSources />\n</configuration>\n",
                "<configuration>\n  <packageSources>\n  </packageSources>\n</configuration>\n",
                "<configuration>\n  <packageSources>\n    <add key=\"keep-1\" value=\"https://keep-1.example/\" />\n  </packageSources>\n</configuration>\n",
                "<configuration>\n  <packageSources>\n    <add key=\"mine\" value=\"https://own.example/\" />\n    <!-- keep-1 -->\n  </packageSources>\n</configuration>",
                "<configuration><packageSources><add key=\"keep-1\" value=\"https://keep-1.example/\" /></packageSources></configuration>",
            ],
            ["    <add key=\"theirs-1\" value=\"https://theirs-1.example/\" />", "    <!-- theirs-1 -->", "    <clear />", "    <add key=\"mine\" value=\"https://theirs-1.example/\" />"]),
        new("docker", "registry-mirrors",
            [
                null, "{}", "{\n}\n", "{\n\n}\n", "{\n  \"registry-mirrors\": []\n}\n", "{\n  \"registry-mirrors\": [\n  ]\n}\n", "{\n  \"keep-1\": true\n}\n",
                "{\"keep-1\":1}", "{\n  \"registry-mirrors\": [\n    \"https://own.example\"\n  ],\n  \"keep-1\": true\n}\n",
                "{\n  \"keep-1\": true,\n  \"registry-mirrors\": [\"https://own.example\"]\n}\n",
            ],
            ["  \"theirs-1\": true,", "  , \"theirs-1\": true", "    \"https://theirs-1.example\",", "    , \"https://theirs-1.example\"", "  \"registry-mirrors\": [\"https://theirs-1.example\"],"]),
    ];

    public IFileFormat Format => EcosystemList.Find(Ecosystem)!.Formats[0];

    public static SettingValue Ours(int apply) => new($"https://ours-{apply}.example/");

    public IDocument? Parse(string? text) => Format.Parse("file", System.Text.Encoding.UTF8.GetBytes(text ?? ""), new DiagnosticBag());
}
