using System.Text.Encodings.Web;
using System.Text.Json;
using DevMirrors.Config;
using DevMirrors.Tool;

namespace DevMirrors.EndToEnd.Tests;

public class ReportJsonTests
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Fact]
    public void A_mirror_is_told_in_whole_with_every_number_that_is_known()
    {
        var mirror = Probe(ReportSample.Rich).GetProperty("mirrors")[5];

        Assert.Equal(
            """{"ecosystem":"npm","id":"tencent","url":"https://mirrors.tencent.example/npm/","verdict":"stale","because":"lacks 4.17.21, which has been out for 3 d 4 h; the policy allows 24 h","latencyMs":47,"firstByteMs":167.5,"bytesPerSecond":2100000,"lagSeconds":273600,"bytesRead":238700,"newest":"4.17.20","newestTime":"2026-10-14T18:30:00Z","protocol":"2","requests":9,"tookMs":564,"phases":{"resolveMs":3,"connectMs":42.3,"tlsMs":75.2,"firstByteMs":47},"evidence":["the newest version is 4.17.20, the upstream has 4.17.21","the audit endpoint answers","the tarball of 4.17.20 has the integrity that the upstream names"],"restsUntil":null,"retryAfterSeconds":null}""",
            Compact(mirror));
    }

    [Fact]
    public void What_is_not_known_is_null()
    {
        var silent = Probe(ReportSample.Rich).GetProperty("mirrors")[10];

        foreach (var name in new[] { "latencyMs", "firstByteMs", "bytesPerSecond", "lagSeconds", "newest", "newestTime", "protocol", "retryAfterSeconds" })
            Assert.Equal(JsonValueKind.Null, silent.GetProperty(name).ValueKind);
        Assert.Equal("2026-11-23T18:39:00Z", silent.GetProperty("restsUntil").GetString());
        Assert.Equal("""{"resolveMs":null,"connectMs":null,"tlsMs":null,"firstByteMs":null}""", Compact(silent.GetProperty("phases")));
    }

    [Fact]
    public void Ranking_and_reference_are_by_ecosystem()
    {
        var probe = Probe(ReportSample.Rich);

        Assert.Equal(1, probe.GetProperty("version").GetInt32());
        Assert.Equal(2050, probe.GetProperty("tookMs").GetDouble());
        Assert.Equal("2026-11-23T18:30:00Z", probe.GetProperty("started").GetString());
        Assert.Equal("cn", probe.GetProperty("region").GetProperty("name").GetString());
        Assert.Equal("""{"go":["goproxy-cn"],"npm":["npmmirror","huawei"],"nuget":["huawei"],"docker":["daocloud"]}""", Compact(probe.GetProperty("ranking")));
        Assert.Equal("the upstream", probe.GetProperty("reference").GetProperty("npm").GetString());
        Assert.Equal("[]", Compact(probe.GetProperty("diagnostics")));
    }

    [Fact]
    public void A_rate_without_end_is_no_number()
    {
        var report = ReportSample.Of([ReportSample.Mirror("npm", "a", "https://a.example", Verdict.Healthy, "", 1, double.PositiveInfinity, null, null)], [], []);

        Assert.Equal(JsonValueKind.Null, Probe(report).GetProperty("mirrors")[0].GetProperty("bytesPerSecond").ValueKind);
    }

    [Fact]
    public void Secrets_are_masked_and_what_turns_the_reading_direction_is_spelt_out()
    {
        using var world = new ReportRequest(format: OutputFormat.Json);
        var json = new ProbeAnswer(ReportSample.Rich, ReportSample.Region, Outcome.Done).ToJson(world.Request);

        Assert.DoesNotContain("hunter2", json);
        Assert.DoesNotContain('\u202E', json);
    }

    [Fact]
    public void Without_a_report_the_shape_is_the_same()
    {
        using var world = new ReportRequest(format: OutputFormat.Json);
        using var answer = JsonDocument.Parse(new ProbeAnswer(null, null, Outcome.Done).ToJson(world.Request));
        using var empty = JsonDocument.Parse(new EmptyAnswer("probe").ToJson(world.Request));

        Assert.Equal("""{"version":1,"region":null,"tookMs":0,"started":null,"mirrors":[],"ranking":{},"reference":{},"diagnostics":[]}""", Compact(answer.RootElement));
        Assert.Equal(Compact(answer.RootElement), Compact(empty.RootElement));
    }

    private static JsonElement Probe(ProbeReport report)
    {
        using var world = new ReportRequest(format: OutputFormat.Json);
        using var document = JsonDocument.Parse(new ProbeAnswer(report, ReportSample.Region, Outcome.Done).ToJson(world.Request));
        return document.RootElement.Clone();
    }

    private static string Compact(JsonElement element) => JsonSerializer.Serialize(element, Readable);
}
