using DevMirrors.Testing;

namespace DevMirrors.Config.Tests;

public sealed class CleaningPlaceTests : IDisposable
{
    private const UnixFileMode ForUs = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private readonly ScratchMachine _scratch = new();

    [Fact]
    public void A_home_of_its_own_is_a_place_to_clean_from_also_where_it_is_itself_a_repository()
    {
        Assert.Null(CleaningPlace.Obstacle(_scratch.Machine));
        _scratch.Write("home/.git/HEAD", "");
        _scratch.Write("home/.yarnrc.yml", "");

        Assert.Null(CleaningPlace.Obstacle(_scratch.Machine));
    }

    [Theory]
    [InlineData(".git/HEAD")]
    [InlineData("mirrors.yaml")]
    public void A_home_below_a_repository_is_none_also_behind_a_link(string file)
    {
        _scratch.Write($"work/{file}", "");
        var home = Directory.CreateDirectory(Path.Combine(_scratch.Folder, "work/deep/home")).FullName;
        var link = Path.Combine(_scratch.Folder, "link");
        Directory.CreateSymbolicLink(link, home);

        Assert.All([home, home + "/", link], path =>
            Assert.Equal($"your home folder lies in the repository {_scratch.Folder}/work, whose files would decide what runs", CleaningPlace.Obstacle(_scratch.Machine with { Home = path })));
    }

    [Fact]
    public void A_home_below_a_folder_that_others_may_write_is_none()
    {
        var (shared, machine) = Shared(ForUs | UnixFileMode.OtherWrite);
        Assert.Equal($"your home folder lies in {shared}, and others may write files there that would decide what runs", CleaningPlace.Obstacle(machine));

        File.SetUnixFileMode(shared, ForUs | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);
        Assert.Null(CleaningPlace.Obstacle(machine));
    }

    [Theory]
    [InlineData(0u, false)]
    [InlineData(1u, true)]
    public void A_group_counts_as_others_where_it_is_neither_the_users_own_nor_roots(uint group, bool refused)
    {
        if (UnixFile.UserId != 0)
            return;
        var (shared, machine) = Shared(ForUs);
        LibC.ChangeOwner(shared, group);
        File.SetUnixFileMode(shared, ForUs | UnixFileMode.GroupWrite);

        Assert.Equal(refused, CleaningPlace.Obstacle(machine) is not null);
    }

    [Fact]
    public void A_home_below_a_shared_temporary_folder_is_none_where_another_user_has_put_a_telling_file_there()
    {
        var (shared, machine) = Shared(ForUs | UnixFileMode.OtherWrite | UnixFileMode.StickyBit);
        var file = _scratch.Write("shared/.yarnrc.yml", "");
        Assert.Null(CleaningPlace.Obstacle(machine));
        if (UnixFile.UserId != 0)
            return;
        LibC.ChangeOwner(file, 1);

        Assert.Equal($"your home folder lies in {shared}, where another user's .yarnrc.yml would decide what runs", CleaningPlace.Obstacle(machine));
    }

    private (string Shared, Machine Machine) Shared(UnixFileMode mode)
    {
        var home = Directory.CreateDirectory(Path.Combine(_scratch.Folder, "shared/home")).FullName;
        var shared = Path.GetDirectoryName(home)!;
        File.SetUnixFileMode(shared, mode);
        return (shared, _scratch.Machine with { Home = home });
    }

    public void Dispose() => _scratch.Dispose();
}
