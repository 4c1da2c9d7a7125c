using DevMirrors.Testing;

namespace DevMirrors.Config.Tests;

public sealed class PreparedStampTests : IDisposable
{
    private readonly ScratchMachine _scratch = new();
    private readonly ProjectRestore _project;
    private readonly BuildOptions _options;

    public PreparedStampTests()
    {
        var folder = Path.Combine(_scratch.Repository, "A");
        _project = new ProjectRestore(folder, Path.Combine(folder, "obj", "devmirrors"));
        _options = new BuildOptions(_scratch.Write("repo/mirrors.yaml", "version: 1\n"));
        OverlayFolder.Write(_project, null);
        // What depends on nothing, as somebody would write it who wants it to stay current.
        OverlayFolder.WriteStamp(_project, BuildStamp.Compose(_project.StampPath, _options, _scratch.Machine, new BuildWatch(new([], ["NONE"]), new([], ["NONE"]))));
    }

    private bool IsCurrent => BuildStamp.IsCurrent(_project.StampPath, _options, _scratch.Machine);

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void A_stamp_counts_where_it_was_written() => Assert.True(IsCurrent);

    [Fact]
    public void A_stamp_that_came_with_a_checkout_does_not_count()
    {
        var ignore = OverlayFolder.IgnorePath(_project.OverlayFolder);
        var (written, modified) = (FileStatus.Read(ignore, followLinks: false)!.Changed, File.GetLastWriteTimeUtc(ignore));
        // The kernel's clock moves in steps of some milliseconds.
        while (FileStatus.Read(ignore, followLinks: false)!.Changed == written)
        {
            File.Delete(ignore);
            File.WriteAllText(ignore, "*\n");
            File.SetLastWriteTimeUtc(ignore, modified);
        }

        Assert.False(IsCurrent);
    }

    [Fact]
    public void A_link_is_no_stamp()
    {
        var real = _project.StampPath + "-elsewhere";
        File.Move(_project.StampPath, real);
        File.CreateSymbolicLink(_project.StampPath, real);

        Assert.False(IsCurrent);
    }

    [Fact]
    public void A_stamp_and_a_policy_that_are_links_to_a_device_are_not_read()
    {
        File.Delete(_options.PolicyPath);
        File.CreateSymbolicLink(_options.PolicyPath, "/dev/zero");
        Assert.False(IsCurrent);

        File.Delete(_project.StampPath);
        File.CreateSymbolicLink(_project.StampPath, "/dev/zero");
        Assert.False(IsCurrent);
    }
}
