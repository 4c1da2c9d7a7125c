namespace DevMirrors.Config.Tests;

/// <summary>Each row is a policy in which <c>§</c> marks the place that the error must name.</summary>
[Trait("Promise", "P29")]
public class PolicyFaultTests
{
    private const string Head = "version: 1\nregions:\n  here:\n    default: true\n";

    public static readonly TheoryData<string, string> Faults = new()
    {
        // the text itself
        { "DEVM1007", Head + "    npm: upstream # sneaky §\u2028    go: direct\n" },
        { "DEVM1007", Head + "    npm: up§\u0000stream\n" },
        { "DEVM1007", Head + "    npm: upstream§\r    go: direct\n" },
        { "DEVM1007", Head + "    npm: §\u202Eupstream\n" },
        { "DEVM1009", Head + "    npm: [upstream\n§" },
        { "DEVM1009", Head + "    npm: §\"upstream\n" },
        { "DEVM1009", "version: 1\n regions§: {}\n" },
        { "DEVM1010", "version: 1\nregions:\n§\there:\n\t\tdefault: true\n" },
        { "DEVM1010", Head + "  §\t  npm: upstream\n" },
        { "DEVM1012", "version: 1\nregions:\n  here: §&a\n    default: true\n" },
        { "DEVM1012", Head + "    npm: §*all\n" },
        { "DEVM1013", Head + "    npm: §!!str upstream\n" },
        { "DEVM1013", Head + "    npm: §!own upstream\n" },
        { "DEVM1014", Head + "    §<<: { npm: upstream }\n" },
        { "DEVM1015", Head + "§---\nversion: 1\n" },
        { "DEVM1016", Head + "    npm: upstream\n    §npm: npmmirror\n" },
        { "DEVM1016", Head + "§regions: {}\n" },
        { "DEVM1016", Head + "    npm: upstream\n    §\"npm\": npmmirror\n" },

        // keys
        { "DEVM1017", Head + "    §nmp: upstream\n" },
        { "DEVM1017", Head + "    go: { mirrors: upstream, §replaces: x }\n" },
        { "DEVM1017", Head + "    go: { §mirror: upstream, mirrors: upstream }\n" },
        { "DEVM1017", Head + "private: { §docker: { a: b } }\n" },
        { "DEVM1017", Head + "mirrors: { a: { ecosystem: npm, url: https://a.example/, §trusted: true } }\n" },
        { "DEVM1017", Head + "probe: { §time-out: 2s }\n" },
        { "DEVM1018", "§extends: ../base.yaml\n" + Head },
        { "DEVM1018", Head + "    §extends: global\n" },
        { "DEVM1019", "§regions:\n  here:\n    default: true\n" },
        { "DEVM1019", "§version: 1\n" },
        { "DEVM1019", Head + "mirrors: { a: §{ url: https://a.example/ } }\n" },
        { "DEVM1019", Head + "mirrors: { a: §{ ecosystem: npm } }\n" },
        { "DEVM1019", Head + "    npm: §{ fallback: never }\n" },
        { "DEVM1019", Head + "mirrors: { a: { ecosystem: npm, url: https://a.example/, auth: §{} } }\n" },
        { "DEVM1020", "version: §2\nregions: { here: { default: true } }\n" },
        { "DEVM1020", "version: §\"1\"\nregions: { here: { default: true } }\n" },
        { "DEVM1020", "version:§\nregions: { here: { default: true } }\n" },

        // types and values
        { "DEVM1021", "§just some words\n" },
        { "DEVM1021", "§- version: 1\n" },
        { "DEVM1021", "version: §[1]\nregions: { here: { default: true } }\n" },
        { "DEVM1021", "version: 1\nregions: §[here]\n" },
        { "DEVM1021", "version: 1\nregions: { here: §upstream }\n" },
        { "DEVM1021", "version: 1\nregions: { here: { default: §\"true\" } }\n" },
        { "DEVM1021", "version: 1\nregions: { here: { default: §yes } }\n" },
        { "DEVM1021", Head + "    npm: §true\n" },
        { "DEVM1021", Head + "    npm: §~\n" },
        { "DEVM1021", Head + "    npm: [upstream, §[npmmirror]]\n" },
        { "DEVM1021", Head + "    when: { env: { BUILD: §1 } }\n" },
        { "DEVM1021", Head + "    when: §Asia/Shanghai\n" },
        { "DEVM1021", Head + "    ? §[a, b]\n    : c\n" },
        { "DEVM1022", Head + "    npm: §\"\"\n" },
        { "DEVM1022", Head + "    npm: §\"npm mirror\"\n" },
        { "DEVM1022", Head + "    npm: { mirrors: upstream, fallback: §always }\n" },
        { "DEVM1022", Head + "    npm: { mirrors: upstream, select: §quickest }\n" },
        { "DEVM1022", "version: 1\nregions:\n  §Here: { default: true }\n" },
        { "DEVM1022", "version: 1\nregions:\n  §auto: { default: true }\n" },
        { "DEVM1022", "version: 1\nregions:\n  §default: { default: true }\n" },
        { "DEVM1022", Head + "mirrors: { §upstream: { ecosystem: npm, url: https://a.example/ } }\n" },
        { "DEVM1022", Head + "mirrors: { a: { ecosystem: §cargo, url: https://a.example/ } }\n" },
        { "DEVM1022", Head + "mirrors: { a: { ecosystem: npm, url: https://a.example/, auth: { token-env: §\"A B\" } } }\n" },
        { "DEVM1022", Head + "    when: { env: { §A-B: x } }\n" },
        { "DEVM1022", Head + "    images: { §\"mcr.microsoft.com/dotnet\": daocloud-mcr }\n" },
        { "DEVM1022", Head + "    sumdb: §off\n" },
        { "DEVM1022", Head + "    sumdb: §https://sum.example/\n" },
        { "DEVM1022", Head + "    sumdb: §\"sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8\"\n" },
        { "DEVM1022", Head + "private: { npm: { §corp: corp } }\nmirrors: { corp: { ecosystem: npm, url: https://corp.example/, private: true } }\n" },
        { "DEVM1022", Head + "private: { nuget: { §\"*\": corp } }\nmirrors: { corp: { ecosystem: nuget, url: https://corp.example/, private: true } }\n" },
        { "DEVM1022", Head + "private: { go: { §\"a.example,b.example\": direct } }\n" },
        { "DEVM1022", Head + "probe: { timeout: §soon }\n" },
        { "DEVM1022", Head + "probe: { sentinels: { go: { name: a.example/b, version: v1.0.0, sum: §\"h1:short\" } } }\n" },
        { "DEVM1022", Head + "probe: { sentinels: { npm: { name: demo, version: \"1.0.0\", sum: §\"h1:short\" } } }\n" },
        { "DEVM1022", Head + "probe: { sentinels: { npm: §../../etc } }\n" },
        { "DEVM1042", Head + "probe: { timeout: §60d }\n" },
        { "DEVM1042", Head + "probe: { timeout: §0s }\n" },
        { "DEVM1041", Head + $"probe: {{ sentinels: {{ docker: {{ name: demo, sum: \"sha256:{new string('0', 64)}\" }}, go: {{ name: a.example/b, sum: §\"h1:{new string('A', 43)}=\" }} }} }}\n" },
        { "DEVM1023", Head + "    npm: §[]\n" },
        { "DEVM1023", "version: 1\nregions: §{}\n" },
        { "DEVM1024", Head + "    go: [goproxy-cn, §goproxy-cn]\n" },

        // regions
        { "DEVM1025", "version: 1\n§regions:\n  here: { npm: upstream }\n" },
        { "DEVM1025", "version: 1\n§regions:\n  here: { default: false }\n" },
        { "DEVM1026", Head + "  §there:\n    default: true\n" },

        // addresses
        { "DEVM1027", Head + "    npm: §https://registry.example/?a=b\n" },
        { "DEVM1027", Head + "    npm: §https://registry.example/#a\n" },
        { "DEVM1027", Head + "    npm: §ftp://registry.example/\n" },
        { "DEVM1027", Head + "    npm: §//registry.example/\n" },
        { "DEVM1027", Head + "    npm: §\"https://registry.example/\\nregistry=x\"\n" },
        { "DEVM1027", Head + "    npm: §https://0xA9FEA9FE/\n" },
        { "DEVM1027", Head + "    npm: §\"https://registry.example/;x\"\n" },
        { "DEVM1027", Head + "    go: [§\"https://proxy.example/a,b\", direct]\n" },
        { "DEVM1027", Head + "mirrors: { a: { ecosystem: npm, url: §a.example } }\n" },
        { "DEVM1027", Head + "    audit: §https://audit.example/?x\n" },
        { "DEVM1028", Head + "    npm: §http://registry.example/\n" },
        { "DEVM1028", Head + "mirrors: { a: { ecosystem: npm, url: §http://a.example/, insecure: false } }\n" },

        // lists
        { "DEVM1030", Head + "    go: [§direct, goproxy-cn]\n" },
        { "DEVM1030", Head + "    go: [§direct, off]\n" },
        { "DEVM1031", Head + "    go: [goproxy-cn, §off, direct]\n" },
        { "DEVM1032", Head + "    npm: §direct\n" },
        { "DEVM1032", Head + "    docker: [daocloud, §off]\n" },
        { "DEVM1033", Head + "    images: { §docker.io: daocloud }\n" },

        // private names
        { "DEVM1034", Head + "private: { npm: { \"@corp\": §open } }\nmirrors: { open: { ecosystem: npm, url: https://open.example/ } }\n" },
        { "DEVM1035", Head + "private: { npm: { \"@corp\": §npmmirror } }\n" },
        { "DEVM1035", Head + "private: { npm: { \"@corp\": §upstream } }\n" },
        { "DEVM1035", Head + "private: { npm: { \"@corp\": §direct } }\n" },
        { "DEVM1035", Head + "private: { nuget: { \"Corp.*\": §https://nuget.corp.example/v3/index.json } }\n" },
        { "DEVM1035", Head + "private: { go: { git.corp.example: { here: direct, default: §goproxy-cn } } }\n" },
        { "DEVM1036", Head + "private: { npm: { \"@corp\": §corp } }\nmirrors: { corp: { ecosystem: nuget, url: https://corp.example/, private: true } }\n" },
        { "DEVM1037", Head + "private: { go: { git.corp.example: { §hear: direct, default: direct } } }\n" },
        { "DEVM1038", Head + "  there: {}\nprivate: { go: { §git.corp.example: { here: direct } } }\n" },
        { "DEVM1039", Head + "private: { go: { §\"*\": direct } }\n" },
        { "DEVM1039", Head + "private: { go: { §\"*.com\": direct } }\n" },
        { "DEVM1039", Head + "private: { go: { §github.com: direct } }\n" },
        { "DEVM1039", Head + "private: { go: { §\"*.golang.org\": direct } }\n" },
        { "DEVM1039", Head + "private: { go: { §\"*.k8s.io\": direct } }\n" },
        { "DEVM1039", Head + "private: { go: { §\"g?.uber.org\": direct } }\n" },
        { "DEVM1039", Head + "private: { go: { §\"go[.]uber.org\": direct } }\n" },
        { "DEVM1039", Head + "private: { go: { §\"sig[a-z].k8s.io\": direct } }\n" },
        { "DEVM1039", Head + "private: { go: { §\"golang.org/x\": direct } }\n" },
        { "DEVM1039", Head + "private: { go: { §\"GOLANG.org/x\": direct } }\n" },
        { "DEVM1039", Head + "private: { go: { §\"github.com/g*\": direct } }\n" },
        { "DEVM1039", Head + "private: { go: { §\"github.com/*corp\": direct } }\n" },
        { "DEVM1039", Head + "private: { go: { §\"github.com/c[o]rp\": direct } }\n" },
        { "DEVM1039", Head + "private: { go: { §\"*.co.uk\": direct } }\n" },
        { "DEVM1039", Head + "private: { go: { §\"*.com.cn\": direct } }\n" },
        { "DEVM1039", Head + "private: { go: { §\"*.github.io\": direct } }\n" },
        { "DEVM1039", Head + "private: { go: { §\"cloud.google.com\": direct } }\n" },
        { "DEVM1039", Head + "private: { go: { §\"gorm.io\": direct } }\n" },
        { "DEVM1039", Head + "private: { go: { §\"go.etcd.io/etcd\": direct } }\n" },
        { "DEVM1039", Head + "private: { go: { §\"k8s.io/api\": direct } }\n" },
        { "DEVM1039", Head + "private: { go: { §\"*hub.com\": direct } }\n" },
        { "DEVM1039", Head + "private: { go: { §\"git*.com/corp\": direct } }\n" },
        { "DEVM1039", Head + "private: { go: { §\"gopkg.in/yaml.v3\": direct } }\n" },
        { "DEVM1039", Head + "private: { go: { §\"github.com/*\": direct } }\n" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void A_fault_is_one_error_at_its_place(string code, string marked)
    {
        var place = PlaceOf(marked);

        var (policy, found) = PolicyExample.Parse(marked.Replace("§", ""));

        Assert.Null(policy);
        var error = Assert.Single(found);
        Assert.Equal((code, Severity.Error), (error.Code, error.Severity));
        Assert.Equal(place, error.Place);
    }

    [Fact]
    public void The_nearest_known_name_is_offered()
    {
        var hints = PolicyExample.Parse(Head + "    nmp: upstream\n    dokcer: upstream\n    defualt: true\n    colour: red\n").Found.Select(d => d.Hint!).ToList();

        Assert.Equal(["did you mean `npm`?", "did you mean `docker`?", "did you mean `default`?"], hints.Take(3));
        Assert.StartsWith("expected one of when, default, go,", hints[3]);
    }

    [Fact]
    public void Several_faults_are_reported_in_one_run()
    {
        var (_, found) = PolicyExample.Parse("""
            version: 2
            regions:
              cn: { nmp: npmmirror, go: [direct, aliyun], npm: http://a.example/ }
              eu: { docker: off, npm: 5 }
            private: { npm: { "@corp": nowhere } }
            """);

        Assert.Equal(
            ["DEVM1017", "DEVM1020", "DEVM1021", "DEVM1025", "DEVM1028", "DEVM1030", "DEVM1032", "DEVM1035"],
            found.Select(d => d.Code).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData("# only a comment\n")]
    [InlineData("---\n")]
    [InlineData("~\n")]
    public void An_empty_policy_is_called_empty(string text) =>
        Assert.Equal("DEVM1008", Assert.Single(PolicyExample.Parse(text).Found).Code);

    [Fact]
    public void Bytes_that_are_not_UTF_8_are_refused_at_their_place()
    {
        var (policy, found) = PolicyExample.Parse([.. "version: 1\n# caf"u8, 0xE9, .. "\n"u8]);

        Assert.Null(policy);
        Assert.Equal(("DEVM1006", new Place("mirrors.yaml", 2, 6)), (found[0].Code, found[0].Place));
    }

    private static Place PlaceOf(string marked)
    {
        var before = marked[..marked.IndexOf('§')];
        return new Place("mirrors.yaml", before.Count(c => c == '\n') + 1, before.Length - before.LastIndexOf('\n'));
    }
}
