using System.Text.Json;
using DevMirrors.Testing;

namespace DevMirrors.EndToEnd.Tests;

/// <summary>TLS as the built tool speaks it, with mirrors that anybody may have to do with: none is asked for anything before its certificate holds.</summary>
[Trait("Promise", "P34")]
public sealed class ToolTlsTests : IDisposable
{
    private readonly World _world = new();

    public void Dispose() => _world.Dispose();

    [Theory]
    [InlineData("go")]
    [InlineData("npm")]
    [InlineData("nuget")]
    [InlineData("docker")]
    public async Task A_mirror_whose_certificate_holds_is_healthy(string ecosystem)
    {
        await using var farm = await MirrorFarm.Start(new Behaviour { Tls = Tls.Good });
        _world.Policy(Policy(farm, ecosystem));

        var answer = await Run(farm, "probe", "--format", "json");

        Assert.True(answer.ExitCode == 0, answer.Output + answer.Error);
        Assert.Equal("healthy", Verdict(answer).Name);
        Assert.NotEmpty(farm[0].Asked);
    }

    [Theory]
    [MemberData(nameof(Bad))]
    public async Task A_mirror_whose_certificate_does_not_hold_is_unreachable_and_asked_for_nothing(string ecosystem, Tls tls, string because)
    {
        await using var farm = await MirrorFarm.Start(new Behaviour { Tls = tls });
        _world.Policy(Policy(farm, ecosystem));

        var answer = await Run(farm, "probe", "--format", "json");

        Assert.True(answer.ExitCode == 3, answer.Output + answer.Error);
        Assert.Equal("unreachable", Verdict(answer).Name);
        Assert.Contains(because, Verdict(answer).Because, StringComparison.Ordinal);
        AssertMetAndNotAsked(farm[0]);
    }

    /// <summary>The authority is the farm's own: who does not know it has no reason to believe it.</summary>
    [Fact]
    public async Task A_certificate_of_an_authority_that_nobody_knows_does_not_hold()
    {
        await using var farm = await MirrorFarm.Start(new Behaviour { Tls = Tls.Good });
        _world.Policy(Policy(farm, "npm"));

        var answer = await _world.Expect(3, "probe", "--format", "json");

        Assert.Equal("unreachable", Verdict(answer).Name);
        AssertMetAndNotAsked(farm[0]);
    }

    /// <summary>That a mirror may speak plain http does not say that its certificate may be anybody's.</summary>
    [Fact]
    public async Task Insecure_does_not_mean_any_certificate()
    {
        await using var farm = await MirrorFarm.Start(new Behaviour { Tls = Tls.Expired });
        _world.Policy(Policy(farm, "npm").Replace("private: true", "private: true, insecure: true", StringComparison.Ordinal));

        var answer = await Run(farm, "probe");

        Assert.True(answer.ExitCode == 3, answer.Output + answer.Error);
        AssertMetAndNotAsked(farm[0]);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Apply_takes_the_one_that_holds_and_without_one_keeps_the_order_and_weakens_nothing(Tls tls, string because)
    {
        await using var farm = await MirrorFarm.Start(new Behaviour { Tls = tls }, new Behaviour { Tls = Tls.Good });
        _world.Policy(Policy(farm, "go"));

        var chosen = await Run(farm, "apply", "--yes", "--probe");

        Assert.True(chosen.ExitCode == 0, chosen.Output + chosen.Error);
        Assert.Equal($"GOPROXY={farm[1].Go},off\n", await File.ReadAllTextAsync(_world.GoEnv));
        AssertMetAndNotAsked(farm[0]);

        farm[1].Behaviour = new Behaviour { Tls = tls };
        var dead = await Run(farm, "apply", "--yes", "--probe");

        Assert.True(dead.ExitCode == 3, dead.Output + dead.Error);
        Assert.Contains(because, dead.Output + dead.Error, StringComparison.Ordinal);
        Assert.Equal($"GOPROXY={farm[0].Go}|{farm[1].Go},off\n", await File.ReadAllTextAsync(_world.GoEnv));
        AssertMetAndNotAsked(farm[0]);
    }

    private static readonly (Tls Tls, string Because)[] Faults =
        [(Tls.Expired, "expired on"), (Tls.WrongName, "is not for"), (Tls.SelfSigned, "is signed by itself"), (Tls.OldProtocol, "TLS")];

    public static TheoryData<Tls, string> Kinds
    {
        get
        {
            var rows = new TheoryData<Tls, string>();
            foreach (var (tls, because) in Faults)
                rows.Add(tls, because);
            return rows;
        }
    }

    public static TheoryData<string, Tls, string> Bad
    {
        get
        {
            var rows = new TheoryData<string, Tls, string>();
            foreach (var ecosystem in new[] { "go", "npm", "nuget", "docker" })
                foreach (var (tls, because) in Faults)
                    rows.Add(ecosystem, tls, because);
            return rows;
        }
    }

    private static void AssertMetAndNotAsked(FarmMirror mirror)
    {
        Assert.NotEqual(0, mirror.Connections);
        Assert.Empty(mirror.Asked);
    }

    private Task<Answer> Run(MirrorFarm farm, params string[] arguments) => _world.With(new() { ["SSL_CERT_FILE"] = farm.AuthorityFile }, arguments);

    private static (string? Name, string Because) Verdict(Answer answer)
    {
        using var json = JsonDocument.Parse(answer.Output);
        var mirror = json.RootElement.GetProperty("mirrors").EnumerateArray().Single();
        return (mirror.GetProperty("verdict").GetString(), mirror.GetProperty("because").GetString()!);
    }

    private static string Policy(MirrorFarm farm, string ecosystem)
    {
        var (packages, good) = (farm.Packages, farm.Packages.Good);
        var (sentinel, url) = ecosystem switch
        {
            "go" => ($"{{ name: {packages.GoModule}, version: v1.1.0, sum: \"{good.GoSum("1.1.0")}\" }}", (FarmMirror m) => m.Go),
            "npm" => ($"{{ name: {packages.Npm}, version: \"1.1.0\", sum: \"{good.NpmIntegrity("1.1.0")}\" }}", (FarmMirror m) => m.Npm),
            "nuget" => ($"{{ name: {packages.NuGet}, version: \"1.1.0\", sum: \"{good.NuGetHash("1.1.0")}\" }}", (FarmMirror m) => m.NuGet),
            _ => ($"{{ name: {packages.Image}, version: latest, sum: \"{good.ImageDigest("1.1.0")}\" }}", new Func<FarmMirror, string>(m => m.Url)),
        };
        return $$"""
            version: 1
            regions:
              here: { default: true, {{ecosystem}}: { mirrors: [{{string.Join(", ", farm.Mirrors.Select((_, i) => $"m{i}"))}}{{(ecosystem == "go" ? ", off" : "")}}], select: healthy } }
            probe: { timeout: 60s, sentinels: { {{ecosystem}}: {{sentinel}} } }
            mirrors:
            {{string.Join('\n', farm.Mirrors.Select((m, i) => $"  m{i}: {{ ecosystem: {ecosystem}, url: \"{url(m)}\", private: true }}"))}}

            """;
    }
}
