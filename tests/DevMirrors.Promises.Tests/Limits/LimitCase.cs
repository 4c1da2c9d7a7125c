using DevMirrors.Config;

namespace DevMirrors.Promises.Tests;

/// <summary>A client's file at a limit, or one step beyond it.</summary>
/// <param name="Reason">What the refusal says; null where the file is edited.</param>
internal sealed record LimitCase(string Name, string Only, string Path, string Text, string? Reason)
{
    private const string GoEnv = "home/.config/go/env";
    private const string Npmrc = "home/.npmrc";
    private const string NuGetConfig = "home/.nuget/NuGet/NuGet.Config";
    private const string DaemonJson = "home/.config/docker/daemon.json";
    private const string TooLarge = "it is larger than 1 MiB";
    private const string TooDeep = "it is nested deeper than 64 levels";

    public static readonly IReadOnlyList<LimitCase> All =
    [
        .. Sized("go", GoEnv, "# ", "\nGOFLAGS=-v\n"),
        .. Sized("npm", Npmrc, "; ", "\nfund=false\n"),
        .. Sized("nuget", NuGetConfig, "<configuration><!--", "-->\n  <packageSources>\n  </packageSources>\n</configuration>\n"),
        .. Sized("docker", DaemonJson, "{ \"debug\": true", "\n}\n", ' '),
        new("one line", "npm", Npmrc, "registry=" + new string('x', FileSnapshot.MaxBytes - 4096), null),
        new("an empty root", "nuget", NuGetConfig, $"<configuration>{new string('\n', FileSnapshot.MaxBytes - 4096)}</configuration>", null),
        new("64 levels", "docker", DaemonJson, Json(64), null),
        new("65 levels", "docker", DaemonJson, Json(65), TooDeep),
        new("64 levels below the root", "nuget", NuGetConfig, Xml(64), null),
        new("65 levels below the root", "nuget", NuGetConfig, Xml(65), TooDeep),
        new("200,000 arrays", "docker", DaemonJson, new string('[', 200_000) + new string(']', 200_000), "the top level is not an object"),
        new("200,000 arrays in a member", "docker", DaemonJson, "{\"a\":" + new string('[', 200_000), TooDeep),
        new("170,000 objects", "docker", DaemonJson, string.Concat(Enumerable.Repeat("{\"a\":", 170_000)), TooDeep),
        new("200,000 elements", "nuget", NuGetConfig, "<configuration>" + string.Concat(Enumerable.Repeat("<a>", 200_000)), TooDeep),
        new("140,000 elements, all closed", "nuget", NuGetConfig, $"<configuration>{string.Concat(Enumerable.Repeat("<a>", 140_000))}{string.Concat(Enumerable.Repeat("</a>", 140_000))}</configuration>", TooDeep),
        new("document type", "nuget", NuGetConfig, "<?xml version=\"1.0\"?>\n<!DOCTYPE configuration>\n<configuration />\n", "it has a document type (`<!DOCTYPE`)"),
        new("entities that swell", "nuget", NuGetConfig, "<!DOCTYPE c [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;&b;\">]>\n<configuration>&c;</configuration>\n", "it has a document type (`<!DOCTYPE`)"),
        new("entity of another file", "nuget", NuGetConfig, "<!DOCTYPE c [<!ENTITY a SYSTEM \"file:///etc/passwd\">]>\n<configuration>&a;</configuration>\n", "it has a document type (`<!DOCTYPE`)"),
        new("80,000 members", "docker", DaemonJson, $"{{{string.Join(',', Enumerable.Range(0, 80_000).Select(i => $"\"k{i}\":1"))}}}", null),
        new("30,000 definitions of the key", "npm", Npmrc, string.Concat(Enumerable.Repeat("registry=https://a.example/\n", 30_000)), null),
        new("40,000 definitions of the key", "go", GoEnv, string.Concat(Enumerable.Repeat("GOPROXY=https://a.example\n", 40_000)), null),
    ];

    public override string ToString() => $"{Name}, {Only}";

    private static IEnumerable<LimitCase> Sized(string only, string path, string head, string tail, char filler = 'x')
    {
        string Text(int size) => head + new string(filler, size - head.Length - tail.Length) + tail;
        return
        [
            new("all but 4 KiB of 1 MiB", only, path, Text(FileSnapshot.MaxBytes - 4096), null),
            new("1 MiB", only, path, Text(FileSnapshot.MaxBytes), "with these settings it would be larger than 1 MiB"),
            new("1 MiB and a byte", only, path, Text(FileSnapshot.MaxBytes + 1), TooLarge),
        ];
    }

    private static string Json(int levels) => $"{{\"a\":{new string('[', levels - 1)}{new string(']', levels - 1)}}}\n";

    private static string Xml(int levels) => $"<configuration>{string.Concat(Enumerable.Repeat("<a>", levels))}{string.Concat(Enumerable.Repeat("</a>", levels))}</configuration>\n";
}
