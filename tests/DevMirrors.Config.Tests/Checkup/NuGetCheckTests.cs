namespace DevMirrors.Config.Tests;

public sealed class NuGetCheckTests : IDisposable
{
    private const string Policy = """
        version: 1
        regions:
          here:
            default: true
            nuget: huawei
        private:
          nuget: { "Corp.*": corp }
        mirrors:
          corp: { ecosystem: nuget, url: https://nuget.corp.example/v3/index.json, private: true }

        """;

    private readonly CheckScene _scene = new();

    [Theory]
    [InlineData("packageSources", CheckStatus.Error)]
    [InlineData("packageSourceMapping", CheckStatus.Error)]
    [InlineData("disabledPackageSources", CheckStatus.Warning)]
    public void A_second_section_is_found_where_it_begins(string section, CheckStatus status)
    {
        var path = _scene.Repo("nuget.config", $"<configuration>\n  <{section}>\n  </{section}>\n  <{section} />\n</configuration>\n");

        _scene.Finds(new NuGetSectionCheck(), status, path, 4);
    }

    [Fact]
    public void A_second_source_of_one_name_is_a_warning()
    {
        var path = _scene.Home(
            ".nuget/NuGet/NuGet.Config", "<configuration>\n<packageSources>\n<add key=\"a\" value=\"https://a.example/index.json\" />\n<add key=\"A\" value=\"https://b.example/index.json\" />\n</packageSources>\n</configuration>");

        _scene.Finds(new NuGetSectionCheck(), CheckStatus.Warning, path, 4);
    }

    [Theory]
    [InlineData("<configuration><packageSources /><config /></configuration>")]
    [InlineData("<configuration>")]
    [InlineData("")]
    [InlineData("not xml")]
    public void Healthy_and_broken_files_repeat_nothing(string text)
    {
        _scene.Repo("nuget.config", text);

        _scene.IsWell(new NuGetSectionCheck());
    }

    [Fact]
    public void Files_that_NuGet_does_not_read_are_named()
    {
        _scene.Repo("nuget.config", "<configuration />");
        var project = _scene.Repo("NuGet.Config", "<configuration />");
        var user = _scene.Home(".nuget/NuGet/nuget.config", "<configuration />");
        var mono = _scene.Home(".config/NuGet/NuGet.Config", "<configuration />");

        Assert.Equal([project, user, mono], _scene.All(new NuGetIgnoredFileCheck()).Select(f => f.Place!.File));
    }

    [Fact]
    public void Files_that_NuGet_reads_are_well()
    {
        _scene.Repo("NuGet.config", "<configuration />");
        _scene.Home(".nuget/NuGet/NuGet.Config", "<configuration />");

        _scene.IsWell(new NuGetIgnoredFileCheck());
    }

    [Fact]
    public void A_private_package_from_a_public_source_is_an_error_at_the_line_that_says_so()
    {
        _scene.Repo("mirrors.yaml", Policy);
        var path = Package("corp.lib", "1.0.0", "https://mirrors.huaweicloud.com/repository/nuget/v3/index.json");
        Package("corp.other", "1.0.0", "https://nuget.corp.example/v3/index.json");

        Assert.Contains("private", _scene.Finds(new NuGetPackageCheck(), CheckStatus.Error, path, 4).Message);
    }

    [Fact]
    public void A_private_package_from_the_policys_mirror_of_another_region_or_from_a_local_folder_in_use_has_leaked_nowhere()
    {
        _scene.Repo("mirrors.yaml", """
            version: 1
            regions:
              cn:
                when: { timezone: [Asia/Shanghai] }
                nuget: huawei
              here:
                default: true
                nuget: huawei
            private:
              nuget: { "Corp.*": { cn: corp-sh, default: corp } }
            mirrors:
              corp: { ecosystem: nuget, url: https://nuget.corp.example/v3/index.json, private: true }
              corp-sh: { ecosystem: nuget, url: https://nuget.sh.corp.example/v3/index.json, private: true }

            """);
        _scene.Repo("nuget.config", "<configuration><packageSources><add key=\"local\" value=\"feed\" /></packageSources></configuration>");
        Package("corp.a", "1.0.0", "https://nuget.sh.corp.example/v3/index.json");
        Package("corp.b", "1.0.0", "https://nuget.corp.example/v3/index.json");
        Package("corp.c", "1.0.0", Path.Combine(_scene.Scratch.Repository, "feed"));
        Package("d", "1.0.0", Path.Combine(_scene.Scratch.Repository, "feed/"));
        _scene.IsWell(new NuGetPackageCheck());
        var path = Package("corp.e", "1.0.0", Path.Combine(_scene.Scratch.Repository, "other-feed"));

        _scene.Finds(new NuGetPackageCheck(), CheckStatus.Error, path, 4);
    }

    [Fact]
    public void A_clear_that_drops_the_source_is_named_as_what_it_is()
    {
        _scene.Repo("mirrors.yaml", Policy);
        var path = _scene.Repo("nuget.config", "<configuration>\n  <packageSources>\n    <!-- ours -->\n    <clear />\n    <add key=\"corp\" value=\"https://nuget.corp.example/v3/index.json\" />\n  </packageSources>\n</configuration>\n");

        var found = _scene.Finds(new ShadowCheck("nuget"), CheckStatus.Warning, path, 4);

        Assert.Contains("`<clear />` drops `nuget.org`", found.Message);
        Assert.StartsWith("take `<clear />` out of line 4", found.Hint);
    }

    [Fact]
    public void A_second_mapping_of_one_source_is_an_error()
    {
        var path = _scene.Repo("nuget.config", "<configuration>\n<packageSourceMapping>\n<packageSource key=\"a\"><package pattern=\"A.*\" /></packageSource>\n<packageSource key=\"a\"><package pattern=\"B.*\" /></packageSource>\n</packageSourceMapping>\n</configuration>");

        _scene.Finds(new NuGetSectionCheck(), CheckStatus.Error, path, 4);
    }

    [Fact]
    public void Packages_of_sources_that_are_not_in_use_are_counted_by_source()
    {
        _scene.Repo("mirrors.yaml", Policy);
        var first = Package("a", "1.0.0", "https://old.example/index.json");
        Package("b", "1.0.0", "https://old.example/index.json");
        Package("c", "1.0.0", "https://mirrors.huaweicloud.com/repository/nuget/v3/index.json");

        Assert.StartsWith("2 packages", _scene.Finds(new NuGetPackageCheck(), CheckStatus.Info, first, 4).Message);
    }

    [Fact]
    public void The_folder_is_the_one_that_NuGet_uses()
    {
        _scene.Repo("nuget.config", "<configuration><config><add key=\"globalPackagesFolder\" value=\"packages\" /></config></configuration>");
        var path = _scene.Repo("packages/a/1.0.0/.nupkg.metadata", "{\n  \"source\": \"https://user:hunter2@old.example/index.json\"\n}");

        var found = _scene.Finds(new NuGetPackageCheck(), CheckStatus.Info, path, 2);

        Assert.DoesNotContain("hunter2", found.Message);
        Assert.StartsWith($"`rm -r {Path.Combine(_scene.Scratch.Repository, "packages")}`", found.Hint);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"source\": 1}")]
    [InlineData("{\"source\": ")]
    [InlineData("{\"version\": 2}")]
    public void Odd_metadata_is_borne(string text)
    {
        _scene.Home(".nuget/packages/a/1.0.0/.nupkg.metadata", text);

        _scene.IsWell(new NuGetPackageCheck());
    }

    private string Package(string id, string version, string source) =>
        _scene.Home($".nuget/packages/{id}/{version}/.nupkg.metadata", $"{{\n  \"version\": 2,\n  \"contentHash\": \"x\",\n  \"source\": \"{source}\"\n}}");

    public void Dispose() => _scene.Dispose();
}
