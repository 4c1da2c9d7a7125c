using DevMirrors.Testing;

namespace DevMirrors.Config.Tests;

public sealed class ScratchFolderTests : IDisposable
{
    private const string Name = "0123456789abcdef0123456789abcdef";

    private readonly ScratchMachine _scratch = new();

    [Fact]
    public void The_cache_folder_goes_with_what_was_left_in_it_and_the_users_temporary_folder_stays_whatever_it_is_called()
    {
        var temporary = Path.Combine(_scratch.Folder, "src/devmirrors/tmp");
        _scratch.Set("TMPDIR", temporary);
        foreach (var next in new Action[] { () => ScratchFolder.Tidy(_scratch.Machine), RemoveEach, () => ScratchFolder.TryCreate(_scratch.Machine, ScratchFolder.Asking)?.Dispose() })
        {
            var inCache = Left($"home/.cache/devmirrors/{ScratchFolder.Asking}{Name}");
            Left($"src/devmirrors/tmp/{ScratchFolder.Asking}{Name}");

            next();

            Assert.False(Directory.Exists(Path.GetDirectoryName(inCache)));
            Assert.True(Directory.Exists(temporary));
        }
    }

    [Fact]
    public void A_temporary_folder_is_not_ours_where_it_is_the_cache_folder_as_well()
    {
        _scratch.Set("XDG_CACHE_HOME", _scratch.Folder);
        _scratch.Set("TMPDIR", Path.Combine(_scratch.Folder, "devmirrors/"));
        var left = Left($"devmirrors/{ScratchFolder.Asking}{Name}");

        Assert.True(ScratchFolder.Tidy(_scratch.Machine));

        Assert.False(Directory.Exists(left));
        Assert.True(Directory.Exists(Path.GetDirectoryName(left)));
    }

    [Fact]
    public void A_folder_in_the_home_for_cleaning_is_held_and_found_when_its_run_was_killed_and_taken_away_alone()
    {
        var home = Directory.CreateDirectory(Path.Combine(_scratch.Folder, "devmirrors")).FullName;
        _scratch.Machine = _scratch.Machine with { Home = home };
        using (var held = ScratchFolder.TryCreate(_scratch.Machine, ScratchFolder.Cleaning)!)
        {
            Assert.Equal(home, Path.GetDirectoryName(held.Path));
            Assert.Empty(ScratchFolder.Leftovers(_scratch.Machine));
        }
        Assert.Empty(Directory.EnumerateFileSystemEntries(home));
        var left = Left($"devmirrors/{ScratchFolder.Cleaning}{Name}");
        Assert.Equal([left], ScratchFolder.Leftovers(_scratch.Machine));

        Assert.True(ScratchFolder.Tidy(_scratch.Machine));

        Assert.False(Directory.Exists(left));
        Assert.True(Directory.Exists(home));
    }

    [Fact]
    public void In_a_home_that_others_may_write_nothing_of_that_name_is_taken_for_ours()
    {
        var left = Left($"home/{ScratchFolder.Cleaning}{Name}");
        File.SetUnixFileMode(_scratch.Home, File.GetUnixFileMode(_scratch.Home) | UnixFileMode.OtherWrite);

        Assert.Empty(ScratchFolder.Leftovers(_scratch.Machine));
        Assert.True(ScratchFolder.Tidy(_scratch.Machine));

        Assert.True(Directory.Exists(left));
    }

    [Fact]
    public void Without_a_home_there_is_no_folder_to_clean_in() => Assert.Null(ScratchFolder.TryCreate(_scratch.Machine with { Home = "" }, ScratchFolder.Cleaning));

    private void RemoveEach()
    {
        foreach (var left in ScratchFolder.Leftovers(_scratch.Machine))
            Assert.True(ScratchFolder.TryRemove(left, _scratch.Machine));
    }

    private string Left(string path)
    {
        _scratch.Write($"{path}/1/work/package.json", "{}");
        return Path.Combine(_scratch.Folder, path);
    }

    public void Dispose() => _scratch.Dispose();
}
