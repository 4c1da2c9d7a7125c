using System.Text;

namespace DevMirrors.Promises.Tests;

/// <summary>A file, of at most its format's limit, that a careless reader would take for ever for, or the screen.</summary>
/// <param name="Path">Below the world's folder: <c>home</c> or <c>repo</c>.</param>
/// <param name="Commands">Those that read it.</param>
internal sealed record EndlessFile(string Path, string What, Func<string> Text, params string[] Commands)
{
    private const string Lent = "exec -- /bin/true";
    private const string Variables = "env --for posix";
    private const string Doctor = "doctor";
    private const string Head = "version: 1\nregions: { cn: { default: true, npm: npmmirror } }\n";

    public static readonly IReadOnlyList<EndlessFile> All =
    [
        new("repo/bunfig.toml", "a heading of parts", () => $"[{Many(150_000, _ => "a.")}a]\n", Variables, Lent, Doctor),
        new("repo/bunfig.toml", "elements of an array", () => Many(170_000, _ => "[[a]]\n"), Variables, Lent, Doctor),
        new("repo/bunfig.toml", "pairs of an inline table", () => $"a={{{string.Join(',', Enumerable.Range(0, 50_000).Select(i => $"k{i}.b.c=1"))}}}\n", Variables, Doctor),
        new("repo/bunfig.toml", "keys", () => Many(90_000, i => $"k{i}=1\n"), Variables, Doctor),
        new("repo/.yarnrc.yml", "nested mappings", () => Many(20_000, _ => "a: {"), Variables, Doctor),
        new("repo/.yarnrc.yml", "nested lists", () => Many(1_000_000, _ => "["), Variables, Doctor),
        new("repo/.yarnrc.yml", "registries", () => Many(41_000, _ => "npmRegistryServer: a://b\n"), Doctor),
        new("repo/.npmrc", "variables", () => Many(140_000, _ => "a=${A}\n"), Doctor, "check"),
        new("repo/.npmrc", "empty scopes", () => Many(60_000, i => $"@{i}:registry=\n"), Doctor, Lent),
        new("repo/.npmrc", "scopes of the default registry", () => $"replace-registry-host=always\nregistry=http://h/\n{Many(38_000, i => $"@s{i:00000}:registry=http://h/\n")}", Doctor),
        new("repo/pnpm-workspace.yaml", "blocks in braces that nobody closes", () => Many(80_000, _ => "registries:{\n"), Doctor),
        new("repo/pnpm-workspace.yaml", "blocks of lines", () => Many(70_000, _ => "registries:\n x\n"), Doctor),
        new("home/.config/containers/registries.conf", "mirrors", () => $"[[registry]]\nlocation=\"a\"\n{Many(31_000, _ => "[[registry.mirror]]\nlocation=\"m\"\n")}", Doctor),
        new("repo/.npmrc", "one line", () => "registry=" + Many(1_000_000, _ => "a"), Doctor, "check"),
        new("repo/nuget.config", "sources", () => Sources(Many(24_000, i => $"<add key=\"k{i}\" value=\"https://a/\"/>\n")), Lent, "plan --scope project", Doctor),
        new("repo/nuget.config", "sections", () => $"<configuration>{Many(50_000, _ => "<packageSources/>\n")}</configuration>", Lent, "plan --scope project", Doctor),
        new("repo/nuget.config", "the same source", () => Sources(Many(24_000, _ => "<add key=\"k\" value=\"https://a/\"/>\n")), Lent, Doctor),
        new("repo/nuget.config", "patterns", () => $"<configuration><packageSourceMapping><packageSource key=\"a\">{Many(20_000, i => $"<package pattern=\"p{i}\"/>\n")}</packageSource></packageSourceMapping></configuration>", Lent, Doctor),
        new("home/.config/go/env", "lines", () => Many(100_000, i => $"K{i}=1\n"), "plan", Doctor, "status"),
        new("home/.config/go/env", "patterns", () => $"GOPRIVATE={Many(80_000, i => $"h{i}.e,")}\n", "plan", Doctor, Variables),
        new("home/.config/docker/daemon.json", "mirrors", () => $"{{\"registry-mirrors\":[{string.Join(',', Enumerable.Range(0, 30_000).Select(i => $"\"https://m{i}.example\""))}]}}", Doctor),
        new("home/.config/systemd/user/docker.service", "more than a unit", () => Many(20_000_000, _ => "x"), "plan", "status", Doctor),
        new("repo/mirrors.yaml", "what looks like a token", () => $"{Head}# {Many(12_000, _ => "eyJ-")}\n", "plan", "trust --show"),
        new("repo/mirrors.yaml", "regions beside unknown ones", () => $"version: 1\nregions:\n  cn: {{ default: true, npm: npmmirror }}\n{Many(600, i => $"  {Long(i)}: {{ npm: npmmirror }}\n")}private: {{ npm: {{ \"@a\": {{ {string.Join(", ", Enumerable.Range(0, 450).Select(i => $"{Long(i + 5000)}: c"))} }} }} }}\n", "plan", "trust --show"),
        new("repo/mirrors.yaml", "unknown mirrors", () => $"version: 1\nregions: {{ cn: {{ default: true, npm: [{string.Join(", ", Enumerable.Range(0, 900).Select(i => $"unknown-mirror-name-{i:000}"))}] }} }}\nmirrors:\n{Many(600, i => $"  defined-mirror-names-{i:000}: {{ ecosystem: npm, url: \"https://a/\" }}\n")}", "plan", "trust --show"),
    ];

    public override string ToString() => $"{Path}: {What}";

    private static string Many(int count, Func<int, string> piece)
    {
        var text = new StringBuilder();
        for (var i = 0; i < count; i++)
            text.Append(piece(i));
        return text.ToString();
    }

    private static string Sources(string inside) => $"<configuration><packageSources>{inside}</packageSources></configuration>";

    private static string Long(int i) => $"region-of-a-long-name-of-forty-letters-{i:0000}";
}
