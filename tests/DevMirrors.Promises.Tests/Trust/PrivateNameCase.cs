using DevMirrors.Testing;
using NuGet.Configuration;

namespace DevMirrors.Promises.Tests;

/// <summary>A policy that binds private names, a scope, and what was there before.</summary>
/// <param name="Wanted">Name → the one place that may be asked for it.</param>
internal sealed record PrivateNameCase(string Name, string Ecosystem, string Scope, string Region, string Private, IReadOnlyList<(string Name, string Source)> Wanted, Action<World>? Before = null)
{
    private const string CorpGo = "https://go.corp.example";
    private const string Corp = "https://npm.corp.example/";
    private const string Team = "https://npm.team.example/";
    private const string CorpFeed = "https://nuget.corp.example/v3/index.json";
    private const string TeamFeed = "https://nuget.team.example/v3/index.json";

    public static readonly IReadOnlyList<PrivateNameCase> All =
    [
        .. Each("go", ["user", "exec", "env"],
        [
            ("version control", "go: [goproxy-cn, direct]", "git.corp.example: direct", [("git.corp.example/a", "direct")], null),
            ("version control, three mirrors", "go: [goproxy-cn, aliyun, direct]", "git.corp.example: direct", [("git.corp.example/a/b/v2", "direct")], null),
            ("version control, outages move on", "go: { mirrors: [goproxy-cn, aliyun], fallback: any-error }", "git.corp.example: direct", [("git.corp.example/a", "direct")], null),
            ("an own proxy alone", "go: [corp-go, off]", "git.corp.example: corp-go", [("git.corp.example/a", CorpGo)], null),
            ("an own proxy and version control", "go: [corp-go, off]", "git.corp.example: corp-go, git.team.example: direct", [("git.corp.example/a", CorpGo), ("git.team.example/a", "direct")], null),
            ("by region", "go: [goproxy-cn, direct]", "git.corp.example: { cn: direct, default: corp-go }", [("git.corp.example/a", "direct")], null),
            ("GONOPROXY of one's own", "go: [goproxy-cn, direct]", "git.corp.example: direct", [("git.corp.example/a", "direct"), ("own.example/a", "direct")], w => w.Write(w.GoEnv, "GONOPROXY=own.example\n")),
            ("GONOPROXY is none", "go: [goproxy-cn, direct]", "git.corp.example: direct", [("git.corp.example/a", "direct")], w => w.Write(w.GoEnv, "GONOPROXY=none\n")),
            ("GOPRIVATE of one's own", "go: [goproxy-cn, direct]", "git.corp.example: direct", [("git.corp.example/a", "direct"), ("own.example/a", "direct")], w => w.Write(w.GoEnv, "GOPRIVATE=own.example\nGOPROXY=https://old.example\n")),
        ]),
        // Refused, with exit code 3, wherever something would be written or run.
        new("an own proxy that stands beside a public one", "go", "env", "go: [goproxy-cn, direct]", "git.corp.example: corp-go", [("git.corp.example/a", "direct")]),
        .. Each("npm", ["user", "project", "exec"],
        [
            ("a scope", "npm: npmmirror", "\"@corp\": corp-npm", [("@corp/a", Corp)], null),
            ("two scopes", "npm: npmmirror", "\"@corp\": corp-npm, \"@team\": team-npm", [("@corp/a", Corp), ("@team/a", Team)], null),
            ("by region", "npm: npmmirror", "\"@corp\": { cn: corp-npm, default: corp-npm }", [("@corp/a", Corp)], null),
            ("bound to another registry before", "npm: npmmirror", "\"@corp\": corp-npm", [("@corp/a", Corp)], w => w.Write(w.Npmrc, "@corp:registry=https://old.corp.example/\nregistry=https://registry.npmmirror.com/\n")),
            ("bound twice before", "npm: npmmirror", "\"@corp\": corp-npm", [("@corp/a", Corp)], w => w.Write(w.Npmrc, "@corp:registry=https://old.corp.example/\n@corp:registry = 'https://other.corp.example/' ; x\n")),
        ]),
        .. Each("nuget", ["project", "exec"],
        [
            ("the beginning of ids", "nuget: huawei", "\"Corp.*\": corp-nuget", [("Corp.Lib", CorpFeed)], null),
            ("an id", "nuget: huawei", "\"Corp.Lib\": corp-nuget", [("Corp.Lib", CorpFeed)], null),
            ("two feeds", "nuget: huawei", "\"Corp.*\": corp-nuget, \"Team.*\": team-nuget", [("Corp.Lib", CorpFeed), ("Team.Lib", TeamFeed)], null),
            ("the nearer pattern", "nuget: huawei", "\"Corp.*\": corp-nuget, \"Corp.Team.*\": team-nuget", [("Corp.Lib", CorpFeed), ("Corp.Team.Lib", TeamFeed)], null),
            ("by region", "nuget: huawei", "\"Corp.*\": { cn: corp-nuget, default: team-nuget }", [("Corp.Lib", CorpFeed)], null),
            ("a feed of the user's that is there", "nuget: huawei", "\"Corp.*\": corp-nuget", [("Corp.Lib", CorpFeed)], w => w.Write(w.NuGetConfig, Config($"<packageSources><add key=\"{NuGetConstants.FeedName}\" value=\"{NuGetConstants.V3FeedUrl}\" /><add key=\"other\" value=\"https://other.example/v3/index.json\" /></packageSources>"))),
            ("mapped by the repository", "nuget: huawei", "\"Corp.*\": corp-nuget", [("Corp.Lib", CorpFeed)], Mapped),
        ]),
        new("mapped by the repository", "nuget", "user", "nuget: huawei", "\"Corp.*\": corp-nuget", [("Corp.Lib", CorpFeed)], Mapped),
    ];

    public string Policy => $$"""
        version: 1
        regions: { cn: { default: true, {{Region}} } }
        private: { {{Ecosystem}}: { {{Private}} } }
        mirrors:
          corp-go: { ecosystem: go, url: "{{CorpGo}}", private: true }
          corp-npm: { ecosystem: npm, url: "{{Corp}}", private: true }
          team-npm: { ecosystem: npm, url: "{{Team}}", private: true }
          corp-nuget: { ecosystem: nuget, url: "{{CorpFeed}}", private: true }
          team-nuget: { ecosystem: nuget, url: "{{TeamFeed}}", private: true }

        """;

    public override string ToString() => $"{Ecosystem}, {Scope}: {Name}";

    private static IEnumerable<PrivateNameCase> Each(string ecosystem, string[] scopes, (string, string, string, (string, string)[], Action<World>?)[] rows) =>
        from scope in scopes
        from row in rows
        select new PrivateNameCase(row.Item1, ecosystem, scope, row.Item2, row.Item3, row.Item4, row.Item5);

    private static string Config(string inside) => $"<configuration>\n  {inside}\n</configuration>\n";

    private static void Mapped(World world)
    {
        world.Write(world.NuGetConfig, Config($"<packageSources><add key=\"{NuGetConstants.FeedName}\" value=\"{NuGetConstants.V3FeedUrl}\" /></packageSources>"));
        world.Write(Path.Combine(world.Repository, "nuget.config"), Config(
            $"<packageSources><add key=\"corp-nuget\" value=\"{CorpFeed}\" protocolVersion=\"3\" /></packageSources>\n  <packageSourceMapping><packageSource key=\"corp-nuget\"><package pattern=\"Corp.*\" /></packageSource><packageSource key=\"{NuGetConstants.FeedName}\"><package pattern=\"*\" /></packageSource></packageSourceMapping>"));
    }
}
