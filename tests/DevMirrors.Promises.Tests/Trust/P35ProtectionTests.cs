using DevMirrors.Testing;

namespace DevMirrors.Promises.Tests;

/// <summary>No policy lowers a protection: it is refused, or what it asks for is not in any plan. And what the user set against the odds stays, byte for byte.</summary>
[Trait("Promise", "P27")]
[Trait("Promise", "P29")]
[Trait("Promise", "P35")]
[Trait("Promise", "P36")]
public class P35ProtectionTests
{
    private static readonly (string What, string Policy)[] Refused =
    [
        ("sumdb off", Region("go: upstream, sumdb: off")), ("sumdb OFF", Region("go: upstream, sumdb: \"OFF\"")), ("sumdb false", Region("go: upstream, sumdb: false")), ("sumdb elsewhere", Region("go: upstream, sumdb: sum.evil.example")),
        ("sumdb by address", Region("go: upstream, sumdb: \"https://sum.evil.example\"")), ("sumdb name and address", Region("go: upstream, sumdb: \"sum.golang.org https://sum.evil.example\"")), ("sumdb empty", Region("go: upstream, sumdb: \"\"")),
        ("plain http", Region("npm: \"http://npm.evil.example/\"")), ("plain http of a mirror", Region("npm: m", "mirrors: { m: { ecosystem: npm, url: \"http://npm.evil.example/\" } }")),
        ("insecure as a word", Region("npm: m", "mirrors: { m: { ecosystem: npm, url: \"http://npm.evil.example/\", insecure: maybe } }")),
        ("every go module private", Region("go: upstream", "private: { go: { \"*\": direct } }")), ("every host private", Region("go: upstream", "private: { go: { \"*.*\": direct } }")), ("a public host private", Region("go: upstream", "private: { go: { github.com: direct } }")),
        ("several patterns in one", Region("go: upstream", "private: { go: { \"a.example,*\": direct } }")), ("all of a top level", Region("go: upstream", "private: { go: { \"*.com\": direct } }")),
        ("private names at a public mirror", Region("npm: upstream", "private: { npm: { \"@corp\": npmmirror } }")), ("private names at upstream", Region("npm: upstream", "private: { npm: { \"@corp\": upstream } }")),
        ("private names at an address", Region("npm: upstream", "private: { npm: { \"@corp\": \"https://npm.evil.example/\" } }")), ("private names at a mirror not called private", Region("npm: upstream", "private: { npm: { \"@corp\": m } }\nmirrors: { m: { ecosystem: npm, url: \"https://npm.evil.example/\" } }")),
        ("a scope without its mark", Region("npm: upstream", "private: { npm: { corp: m } }\nmirrors: { m: { ecosystem: npm, url: \"https://npm.corp.example/\", private: true } }")),
        ("every NuGet name private", Region("nuget: upstream", "private: { nuget: { \"*\": m } }\nmirrors: { m: { ecosystem: nuget, url: \"https://nuget.evil.example/v3/index.json\", private: true } }")),
        ("direct before a mirror", Region("go: [direct, goproxy-cn]")), ("off before a mirror", Region("go: [off, goproxy-cn]")), ("direct for npm", Region("npm: direct")), ("off for nuget", Region("nuget: off")),
        .. new[] { "strict-ssl: false", "insecure: true", "gosumdb: off", "gonosumdb: \"*\"", "goinsecure: \"*\"", "goflags: -insecure", "signatures: off", "trusted-signers: none", "verify: false", "tls: false", "cafile: /x", "yes: true", "trust: true", "trusted: true", "scope: machine", "env: { A: b }", "script: id" }
            .Select(key => ($"{key} in a region", Region(key))),
        .. new[] { "strict-ssl: false", "verify: false", "signature-validation-mode: accept", "trust: true", "ca: x" }
            .Select(key => ($"{key} of a mirror", Region("npm: m", $"mirrors: {{ m: {{ ecosystem: npm, url: \"https://npm.m.example/\", {key} }} }}"))),
        .. new[] { "trust: true", "yes: true", "scope: machine", "extends: \"https://evil.example/mirrors.yaml\"", "include: other.yaml", "hooks: { before: id }" }.Select(key => ($"{key} at the top", Region("npm: upstream", key))),
    ];

    [Fact]
    public async Task A_policy_that_tries_is_refused()
    {
        using var world = new World();
        var rows = Proof.Sample(Refused, 3);
        foreach (var (what, policy) in rows)
        {
            world.Policy(policy);
            var answer = await QuietTool.Run(world, "apply", "--yes");
            Assert.True(answer.ExitCode == 2, $"{what}: {answer.Said()}");
            Assert.Matches(@"mirrors\.yaml\(\d+,\d+\): error DEVM", answer.Error);
        }
        Assert.Empty(world.Snapshot());
        Proof.Record("P35 P27 P29 P36", "policies that lower a protection", rows.Count, Refused.Length);
    }

    [Theory]
    [InlineData(".config/go/env", "GOPROXY", "GOSUMDB=off\nGONOSUMDB=a.example\nGOINSECURE=b.example\nGOFLAGS=-insecure\nGONOSUMCHECK=1\n")]
    [InlineData(".config/go/env", "GOPROXY", "GOSUMDB=sum.golang.org\nGONOSUMDB=\nGOVCS=public:git\n")]
    [InlineData(".npmrc", "registry", "strict-ssl=true\nignore-scripts=true\naudit=true\ncafile=/etc/ssl/mine.pem\n")]
    [InlineData(".npmrc", "registry", "strict-ssl=false\nreplace-registry-host=never\n")]
    [InlineData(".nuget/NuGet/NuGet.Config", "packageSources", "<config><add key=\"signatureValidationMode\" value=\"require\" /></config>\n<trustedSigners><author name=\"a\"><certificate fingerprint=\"00\" hashAlgorithm=\"SHA256\" allowUntrustedRoot=\"false\" /></author></trustedSigners>\n")]
    [InlineData(".nuget/NuGet/NuGet.Config", "packageSources", "<disabledPackageSources><add key=\"other\" value=\"true\" /></disabledPackageSources>\n<auditSources><add key=\"mine\" value=\"https://audit.example/v3/index.json\" /></auditSources>\n")]
    public async Task What_the_user_says_about_protections_stays_byte_for_byte(string file, string ours, string protections)
    {
        using var world = new World();
        world.Policy("version: 1\nregions: { cn: { default: true, go: [goproxy-cn, direct], npm: npmmirror, nuget: huawei, docker: daocloud } }\nprivate: { go: { git.corp.example: direct } }\n");
        var path = Path.Combine(world.Home, file);
        var isXml = file.EndsWith("Config", StringComparison.Ordinal);
        var before = isXml ? $"<configuration>\n{protections}</configuration>\n" : protections;
        world.Write(path, before);

        Assert.Equal(0, (await QuietTool.Run(world, "apply", "--yes")).ExitCode);
        var after = File.ReadAllText(path);
        Assert.Equal(0, (await QuietTool.Run(world, "undo")).ExitCode);

        Assert.Contains(ours, after);
        foreach (var line in protections.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(l => !l.StartsWith("GONOSUMDB=", StringComparison.Ordinal)))
            Assert.Contains(line + "\n", after);
        // A list of names is only ever added to.
        if (protections.Contains("GONOSUMDB=a", StringComparison.Ordinal))
            Assert.Contains("\nGONOSUMDB=a.example,git.corp.example\n", after);
        Assert.Equal(before, File.ReadAllText(path));
        Proof.Record("P35", $"protections of the user's in {file}", 1, 1);
    }

    /// <summary>A private name has one source; the mirror takes the upstream's place and never stands beside it.</summary>
    [Fact]
    public async Task The_mirror_replaces_the_upstream_and_stands_beside_nothing()
    {
        using var world = new World();
        world.Policy("""
            version: 1
            regions: { cn: { default: true, go: [goproxy-cn, direct], npm: npmmirror, nuget: huawei } }
            private: { npm: { "@corp": corp }, nuget: { "Corp.*": corp-nuget }, go: { git.corp.example: direct } }
            mirrors:
              corp: { ecosystem: npm, url: "https://npm.corp.example/", private: true }
              corp-nuget: { ecosystem: nuget, url: "https://nuget.corp.example/v3/index.json", private: true }

            """);

        Assert.Equal(0, (await QuietTool.Run(world, "apply", "--yes")).ExitCode);
        Assert.Equal(0, (await QuietTool.Run(world, "apply", "--yes", "--scope", "project")).ExitCode);

        Assert.Single(File.ReadAllText(world.NuGetConfig).Split("<add key="), part => part.Contains("://", StringComparison.Ordinal));
        var project = File.ReadAllText(Path.Combine(world.Repository, "nuget.config"));
        Assert.Contains("<packageSource key=\"corp-nuget\">", project);
        Assert.DoesNotContain("huawei", project);
        Assert.Contains("@corp:registry=https://npm.corp.example/", File.ReadAllText(world.Npmrc));
        Assert.Contains("GOPRIVATE=git.corp.example", File.ReadAllText(world.GoEnv));
        Proof.Record("P36", "one source for each name", 1, 1);
    }

    /// <summary>No mirror answers: the order stands, nothing becomes `direct` or empty, and the exit code says that nobody knows.</summary>
    [Theory]
    [InlineData("healthy")]
    [InlineData("fastest")]
    [Trait("Promise", "P33")]
    public async Task A_failed_probe_weakens_nothing(string select)
    {
        using var world = new World();
        world.Policy($$"""
            version: 1
            regions: { cn: { default: true, go: { mirrors: [a, b], select: {{select}} }, npm: { mirrors: [c, d], select: {{select}} } } }
            mirrors:
              a: { ecosystem: go, url: "http://127.0.0.1:9/a", private: true, insecure: true }
              b: { ecosystem: go, url: "http://127.0.0.1:9/b", private: true, insecure: true }
              c: { ecosystem: npm, url: "http://127.0.0.1:9/c", private: true, insecure: true }
              d: { ecosystem: npm, url: "http://127.0.0.1:9/d", private: true, insecure: true }

            """);

        var answer = await QuietTool.Run(world, "apply", "--yes", "--probe");

        Assert.True(answer.ExitCode == 3, answer.Said());
        Assert.Equal("GOPROXY=http://127.0.0.1:9/a|http://127.0.0.1:9/b\n", File.ReadAllText(world.GoEnv));
        Assert.Equal("registry=http://127.0.0.1:9/c/\n", File.ReadAllText(world.Npmrc));
        Proof.Record("P33", $"every mirror dead, select: {select}", 2, 2);
    }

    private static string Region(string keys, string more = "") => $"version: 1\nregions:\n  cn: {{ default: true, {keys} }}\n{more}\n";
}
