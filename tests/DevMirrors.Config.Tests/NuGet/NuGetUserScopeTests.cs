using DevMirrors.Testing;
using NuGet.Configuration;

namespace DevMirrors.Config.Tests;

/// <summary>What needs the upstream's address, which no case file may spell out.</summary>
public sealed class NuGetUserScopeTests : IDisposable
{
    private const string Mirror = "https://mirror.example/v3/index.json";
    private readonly ScratchMachine _scratch = new();
    private readonly NuGetEcosystem _nuget = new();
    private readonly DiagnosticBag _found = [];

    public void Dispose() => _scratch.Dispose();

    [Theory]
    [InlineData(NuGetConstants.V3FeedUrl, ValueKind.Upstream)]
    [InlineData(NuGetConstants.V2FeedUrl, ValueKind.Upstream)]
    [InlineData("https://MIRRORS.huaweicloud.com/repository/nuget/v3/index.json/", ValueKind.Mirror)]
    [InlineData("https://nexus.example/index.json", ValueKind.Foreign)]
    [InlineData("../packages", ValueKind.Foreign)]
    public void An_address_tells_whose_it_is(string address, ValueKind kind) =>
        Assert.Equal(kind, _nuget.Judge("packageSources/x", new SettingValue(address), NuGetRequest.For(_scratch, Mirror)));

    [Fact]
    public void The_key_that_has_the_upstreams_address_is_the_one_whatever_its_name()
    {
        WriteUser($"""<add key="corp" value="https://corp.example/index.json" /><add key="official" value="{NuGetConstants.V3FeedUrl}" />""");

        Assert.Equal(["packageSources/official"], Keys(NuGetRequest.For(_scratch, Mirror)));
    }

    [Fact]
    public void Upstream_releases_the_key_to_the_upstreams_address()
    {
        WriteUser("""<add key="nuget.org" value="https://mirrors.huaweicloud.com/repository/nuget/v3/index.json" />""");

        var setting = _nuget.Targets(NuGetRequest.Upstream(_scratch), _found)[0].Settings[0];

        Assert.Equal(new SettingValue(NuGetConstants.V3FeedUrl), Assert.IsType<Wish.Release>(setting.Wish).Default);
    }

    [Fact]
    public void A_file_in_step_reads_as_in_step()
    {
        WriteUser($"""<add key="nuget.org" value="{Mirror}" />""");

        var reading = Assert.Single(_nuget.Read(NuGetRequest.For(_scratch, Mirror), _found));

        Assert.True(reading.InStep);
        Assert.Equal(Mirror, reading.Effective);
        Assert.EndsWith("NuGet.Config:1", reading.Source);
    }

    [Theory]
    [InlineData("<packageSources><clear /></packageSources>")]
    [InlineData("<packageSources><add key=\"NuGet.org\" value=\"https://near.example/index.json\" /></packageSources>")]
    [InlineData("<packageSources><add key=\"again\" value=\"" + NuGetConstants.V3FeedUrl + "\" /></packageSources>")]
    [InlineData("<disabledPackageSources><add key=\"nuget.org\" value=\"false\" /></disabledPackageSources>")]
    public void A_nearer_file_that_overrides_is_named(string content)
    {
        WriteUser($"""<add key="nuget.org" value="{Mirror}" />""");
        var nearer = _scratch.Write("repo/nuget.config", $"<configuration>{content}</configuration>");

        var reading = Assert.Single(_nuget.Read(NuGetRequest.For(_scratch, Mirror), _found));

        Assert.False(reading.InStep);
        Assert.Equal($"{nearer}:1", reading.ShadowedBy);
    }

    [Fact]
    public void An_environment_variable_that_overrides_is_named()
    {
        WriteUser($"""<add key="nuget.org" value="{Mirror}" />""");
        _scratch.Set("RestoreSources", "https://other.example/index.json");

        var reading = Assert.Single(_nuget.Read(NuGetRequest.For(_scratch, Mirror), _found));

        Assert.Equal((false, "environment variable RestoreSources"), (reading.InStep, reading.ShadowedBy));
    }

    /// <summary>P23: `exec` sets the variable, and the next command has it no more.</summary>
    [Fact]
    public void A_credential_is_also_looked_for_where_one_file_replaces_all_others()
    {
        _scratch.Set("RestoreConfigFile", _scratch.Write("home/ci.config", "<configuration />"));
        var path = _scratch.Write("home/.nuget/NuGet/NuGet.Config", "<configuration>\n<packageSourceCredentials><nuget.org /></packageSourceCredentials>\n</configuration>");

        Assert.Empty(Keys(NuGetRequest.For(_scratch, Mirror)));

        var error = Assert.Single(_found, d => d.Severity == Severity.Error);
        Assert.Equal(("DEVM3303", new Place(path, 2, 27)), (error.Code, error.Place));
    }

    /// <summary>P23: an audit source gets the credential of its name as well.</summary>
    [Fact]
    public void A_credential_under_our_audit_sources_name_is_given_no_address()
    {
        _scratch.Write("home/.nuget/NuGet/NuGet.Config", "<configuration>\n<packageSourceCredentials><devmirrors /></packageSourceCredentials>\n</configuration>");
        var audit = new Located("https://audit.example/v3/index.json", NuGetRequest.Here);

        Assert.Equal(["packageSources/nuget.org"], Keys(NuGetRequest.For(_scratch, Mirror, audit: audit)));

        Assert.Equal("DEVM3303", Assert.Single(_found, d => d.Severity == Severity.Error).Code);
    }

    /// <summary>P20: a variable in an address may be the feed's token.</summary>
    [Fact]
    public void A_variable_is_shown_by_its_name()
    {
        _scratch.Set("FEED_TOKEN", "secret");
        WriteUser("""<add key="nuget.org" value="https://feed.example/%FEED_TOKEN%/v3/index.json" />""");

        Assert.Equal("https://feed.example/%FEED_TOKEN%/v3/index.json", Assert.Single(_nuget.Read(NuGetRequest.For(_scratch, Mirror), _found)).Effective);
    }

    [Fact]
    public void Machine_scope_does_not_exist()
    {
        Assert.Empty(_nuget.Targets(NuGetRequest.For(_scratch, Mirror, Scope.Machine), _found));
        Assert.Equal("DEVM3006", Assert.Single(_found).Code);
    }

    private IEnumerable<string> Keys(EcosystemRequest request) => _nuget.Targets(request, _found)[0].Settings.Select(s => s.Key);

    private void WriteUser(string sources) =>
        _scratch.Write("home/.nuget/NuGet/NuGet.Config", $"<configuration><packageSources>{sources}</packageSources></configuration>");
}
