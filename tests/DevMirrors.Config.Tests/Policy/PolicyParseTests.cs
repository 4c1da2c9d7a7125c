using System.Text;

namespace DevMirrors.Config.Tests;

public class PolicyParseTests
{
    [Fact]
    public void The_example_of_the_design_loads_without_a_word()
    {
        var (policy, found) = PolicyExample.Parse(PolicyExample.Text);

        Assert.Empty(found);
        Assert.Equal(["cn", "global"], policy!.Regions.Select(r => r.Name));
        var cn = policy.Regions[0];
        Assert.Equal(["goproxy-cn", "aliyun", "direct"], cn.For("go")!.Mirrors.Select(m => m.Text));
        Assert.Equal(new Place("mirrors.yaml", 9, 10), cn.For("go")!.Mirrors[0].Place);
        Assert.Equal(["timezone", "env.AWS_REGION"], cn.When.Select(w => w.Subject));
        Assert.Equal(["Asia/Shanghai", "Asia/Urumqi"], cn.When[0].Patterns.Select(p => p.Text));
        Assert.Equal(7, cn.When[0].Place.Line);
        Assert.Equal(("mcr.microsoft.com", "daocloud-mcr"), (cn.Images[0].Registry.Text, cn.Images[0].Mirror.Text));
        Assert.True(policy.Regions[1].IsDefault);
        Assert.Equal(["go", "npm", "nuget"], policy.Private.Select(p => p.Ecosystem));
        Assert.Equal(["cn=corp-nuget-sh", "default=corp-nuget"], policy.Private[2].Rules[0].Mirrors.Select(m => $"{m.Region}={m.Mirror.Text}"));
        Assert.Equal("CORP_TOKEN", policy.Mirrors[0].TokenVariable!.Text);
        Assert.All(policy.Mirrors, m => Assert.True(m.IsPrivate));
    }

    [Fact]
    public void The_long_form_says_what_the_short_form_cannot()
    {
        var (policy, found) = PolicyExample.Parse("""
            version: 1
            regions:
              here:
                default: true
                nuget: { mirrors: [huawei, azure-cn], fallback: not-found, select: fastest, replaces: old-feed }
                go: { mirrors: goproxy-cn, fallback: any-error }
                sumdb: sum.golang.google.cn
                audit: upstream
            probe: { timeout: 2s, max-lag: 24h, sentinels: { npm: demo, go: { name: example.test/demo, version: v1.2.0 } } }
            """);

        Assert.Empty(found);
        var nuget = policy!.Regions[0].For("nuget")!;
        Assert.Equal((Fallback.NotFound, SelectBy.Fastest, "old-feed"), (nuget.Fallback, nuget.Select, nuget.Replaces!.Text));
        Assert.Equal(Fallback.AnyError, policy.Regions[0].For("go")!.Fallback);
        Assert.Equal("sum.golang.google.cn", policy.Regions[0].SumDb!.Text);
        Assert.Equal("upstream", policy.Regions[0].Audit!.Text);
        Assert.Equal((TimeSpan.FromSeconds(2), TimeSpan.FromDays(1)), (policy.Probe!.Timeout, policy.Probe.MaxLag));
        Assert.Equal(["npm demo", "go example.test/demo v1.2.0"], policy.Probe.Sentinels.Select(s => $"{s.Ecosystem} {s.Name} {s.Version}".TrimEnd()));
    }

    [Fact]
    public void The_hash_is_the_same_for_both_line_ends_and_for_nothing_else()
    {
        var lf = PolicyExample.Parse(PolicyExample.Text).Policy!.Hash;

        Assert.Equal(lf, PolicyExample.Parse(PolicyExample.Text.Replace("\n", "\r\n")).Policy!.Hash);
        Assert.NotEqual(lf, PolicyExample.Parse(PolicyExample.Text + " ").Policy!.Hash);
        Assert.Matches("^[0-9a-f]{64}$", lf);
        Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(PolicyExample.Text))), lf);
    }

    [Fact]
    public void A_byte_order_mark_changes_neither_the_policy_nor_its_places()
    {
        var (policy, found) = PolicyExample.Parse([.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes("version: 2\nregions: { a: { default: true } }\n")]);

        Assert.Null(policy);
        Assert.Equal(new Place("mirrors.yaml", 1, 10), Assert.Single(found).Place);
    }
}
