namespace DevMirrors.Config.Tests;

public sealed class NestedBuildFilesTests : IDisposable
{
    private readonly VendoringScene _scene = new();

    public void Dispose() => _scene.Dispose();

    [Theory]
    [InlineData("src/Directory.Build.targets", "<Project />", true)]
    [InlineData("a/b/Directory.Solution.targets", "<Project>\n  <PropertyGroup/>\n</Project>", true)]
    [InlineData("src/Directory.Build.targets", "<Project><!-- <Import Project=\"../Directory.Build.targets\" /> --></Project>", true)]
    [InlineData("src/Directory.Build.targets", "<Project><Import Project=\"other.targets\" /></Project>", true)]
    [InlineData("src/Directory.Build.targets", "<Project><Import Project=\"../Directory.Build.targets\" /></Project>", false)]
    [InlineData("src/Directory.Build.targets", "<Project><Import Project=\"$([MSBuild]::GetPathOfFileAbove('Directory.Build.targets', '$(MSBuildThisFileDirectory)../'))\" /></Project>", false)]
    [InlineData("src/Directory.Build.targets", "<Project><PropertyGroup><Up>$([MSBuild]::GetPathOfFileAbove(Directory.Build.targets, $(MSBuildThisFileDirectory)..))</Up></PropertyGroup><ImportGroup><Import Project=\"$(Up)\" /></ImportGroup></Project>", false)]
    [InlineData("src/Directory.Build.props", "<Project />", false)]
    [InlineData("src/bin/Directory.Build.targets", "<Project />", false)]
    [InlineData("node_modules/x/Directory.Build.targets", "<Project />", false)]
    [InlineData("artifacts/x/Directory.Build.targets", "<Project />", false)]
    [InlineData("Directory.Build.targets", "<Project />", false)]
    public void A_nested_file_that_does_not_import_its_parent_is_named_with_the_line_that_it_lacks(string path, string text, bool named)
    {
        var file = _scene.Write(path, text);

        _scene.Init(VendoringScene.Old);

        if (!named)
        {
            Assert.Empty(_scene.Found);
            return;
        }
        var warning = Assert.Single(_scene.Found);
        Assert.Equal(("DEVM6309", file), (warning.Code, warning.Place!.File));
        Assert.Contains($"<Import Project=\"$([MSBuild]::GetPathOfFileAbove('{Path.GetFileName(path)}', '$(MSBuildThisFileDirectory)../'))\" />", warning.Hint);
    }

    [Fact]
    public void Another_repository_inside_and_what_a_link_leads_to_are_not_looked_at()
    {
        _scene.Write("sub/.git", "gitdir: elsewhere");
        _scene.Write("sub/Directory.Build.targets", "<Project />");
        _scene.Write("../outside/Directory.Build.targets", "<Project />");
        Directory.CreateSymbolicLink(_scene.PathOf("link"), _scene.PathOf("../outside"));

        _scene.Init(VendoringScene.Old);

        Assert.Empty(_scene.Found);
    }
}
