using DevMirrors.Testing;
using NuGet.Configuration;

namespace DevMirrors.Config.Tests;

public sealed class NuGetOverlayTests : IDisposable
{
    private const string Mirror = "https://mirror.example/v3/index.json";
    private const string Canary = "canary-5b1f0c";
    private readonly ScratchMachine _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void Audit_sources_that_stay_are_repeated_as_they_are_written()
    {
        _scratch.Set("CORP_TOKEN", Canary);
        User("""
            <auditSources>
              <add key="up" value="UPSTREAM" />
              <add key="corp" value="https://corp.example/%CORP_TOKEN%/index.json" />
              <add key="folder" value="audits" />
            </auditSources>
            """);

        var text = Overlay();

        Assert.DoesNotContain(Canary, text);
        Assert.Contains("""<add key="corp" value="https://corp.example/%CORP_TOKEN%/index.json" />""", text);
        Assert.Contains($"""<add key="folder" value="{_scratch.Home}/.nuget/NuGet/audits" />""", text);
        Assert.DoesNotContain("\"up\"", text);
    }

    [Fact]
    public void An_audit_source_with_a_password_in_its_address_is_not_copied()
    {
        User($"""<auditSources><add key="up" value="UPSTREAM" /><add key="corp" value="https://me:{Canary}@corp.example/index.json" /></auditSources>""");

        Assert.DoesNotContain(Canary, Overlay());
    }

    [Theory]
    [InlineData("<packageSourceCredentials><devmirrors-ours /><devmirrors /></packageSourceCredentials>")]
    [InlineData("<packageSourceCredentials><x /></packageSourceCredentials><packageSourceCredentials><DevMirrors-Ours /><DEVMIRRORS /></packageSourceCredentials>")]
    [InlineData("""<clientCertificates><storeCert packageSource="devmirrors-ours" /><fileCert packageSource="devmirrors" path="x" /></clientCertificates>""")]
    public void A_key_that_something_is_kept_for_is_not_used(string kept)
    {
        User(kept);

        AssertFreeKeys(Overlay("https://audit.example/index.json"));
    }

    [Theory]
    [InlineData("NuGetPackageSourceCredentials_devmirrors-ours", "NuGetPackageSourceCredentials_devmirrors")]
    [InlineData("NUGETPACKAGESOURCECREDENTIALS_devmirrors_x002D_ours", "NuGetPackageSourceCredentials__x0064_evmirrors")]
    public void A_key_that_a_variable_is_kept_for_is_not_used(string source, string audit)
    {
        _scratch.Set(source, "Username=me;Password=x");
        _scratch.Set(audit, "Username=me;Password=x");

        AssertFreeKeys(Overlay("https://audit.example/index.json"));
    }

    [Fact]
    public void A_source_with_the_mirrors_address_is_used_as_it_is_and_keeps_its_patterns()
    {
        _scratch.Write("repo/nuget.config", $"""
            <configuration>
              <packageSources><add key="corp" value="{Mirror}" /></packageSources>
              <packageSourceMapping>
                <packageSource key="{NuGetConstants.FeedName}"><package pattern="*" /></packageSource>
                <packageSource key="corp"><package pattern="Corp.*" /></packageSource>
              </packageSourceMapping>
            </configuration>
            """);

        var text = Overlay(isPrivate: [NuGetRequest.Private("Corp.*", "corp-by-another-name", Mirror), NuGetRequest.Private("More.*", "corp", Mirror)]);

        Assert.DoesNotContain("<packageSources>", text);
        Assert.All(["*", "Corp.*", "More.*"], pattern => Assert.Contains($"<package pattern=\"{pattern}\" />", text));
        Assert.Contains("<packageSource key=\"corp\">", text);
    }

    [Fact]
    public void Private_names_at_the_mirror_itself_are_mapped_to_its_one_key()
    {
        _scratch.Write("repo/nuget.config", """<configuration><packageSources><add key="other" value="https://other.example/v3/index.json" /></packageSources></configuration>""");

        var text = Overlay(isPrivate: [NuGetRequest.Private("Corp.*", "ours", Mirror)]);

        Assert.Equal(1, text.Split(Mirror).Length - 1);
        Assert.Matches("""(?s)<packageSource key="devmirrors-ours">.*"Corp\.\*".*"\*".*</packageSource>.*<packageSource key="other">.*"\*".*</packageSource>""", text);
    }

    private static void AssertFreeKeys(string text)
    {
        Assert.Contains("<add key=\"devmirrors-ours-2\"", text);
        Assert.Contains("<add key=\"devmirrors-2\"", text);
        Assert.DoesNotContain("<add key=\"devmirrors-ours\"", text);
        Assert.DoesNotContain("<add key=\"devmirrors\"", text);
    }

    private void User(string sections) =>
        _scratch.Write("home/.nuget/NuGet/NuGet.Config", $"""
            <configuration>
              <packageSources><add key="{NuGetConstants.FeedName}" value="{NuGetConstants.V3FeedUrl}" /></packageSources>
              {sections.Replace("UPSTREAM", NuGetConstants.V3FeedUrl, StringComparison.Ordinal)}
            </configuration>
            """);

    private string Overlay(string? audit = null, IReadOnlyList<PrivateBinding>? isPrivate = null)
    {
        var request = NuGetRequest.For(_scratch, Mirror, audit: audit is null ? null : new Located(audit, NuGetRequest.Here), isPrivate: isPrivate);
        return NuGetOverlay.Write(request, NuGetHierarchy.Load(_scratch.Machine, _scratch.Repository, []), [])!;
    }
}
