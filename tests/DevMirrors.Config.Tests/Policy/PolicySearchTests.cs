using System.Diagnostics;
using System.Text;
using DevMirrors.Testing;

namespace DevMirrors.Config.Tests;

public sealed class PolicySearchTests : IDisposable
{
    private const string Text = "version: 1\nregions: { here: { default: true } }\n";

    private readonly ScratchMachine _scratch = new();
    private readonly DiagnosticBag _found = [];

    public PolicySearchTests()
    {
        if (!OperatingSystem.IsWindows())
            _scratch.Machine = _scratch.Machine with { UserId = FileStatus.Read(_scratch.Write("probe", ""), followLinks: true)!.User };
    }

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void The_nearest_policy_up_to_the_repository_is_taken()
    {
        var path = _scratch.Write("repo/mirrors.yaml", Text);
        _scratch.Write("repo/a/b/c.txt", "");

        Assert.Equal(path, LoadFrom("repo/a/b")?.Path);
        Assert.Equal(_scratch.Write("repo/a/mirrors.yaml", Text), LoadFrom("repo/a/b")?.Path);
        Assert.Empty(_found);
    }

    [Theory]
    [InlineData("repo")]
    [InlineData("home/work/x")]
    public void The_search_ends_at_the_repository_and_at_home(string folder)
    {
        _scratch.Write("mirrors.yaml", Text);
        _scratch.Write(folder + "/x.txt", "");

        Assert.Null(LoadFrom(folder));
        Assert.Equal("DEVM1001", Assert.Single(_found).Code);
    }

    [Fact]
    public void A_policy_in_the_home_folder_serves_what_is_below_it()
    {
        var path = _scratch.Write("home/mirrors.yaml", Text);
        _scratch.Write("home/work/x.txt", "");

        Assert.Equal(path, LoadFrom("home/work")?.Path);
    }

    [Fact]
    public void A_file_with_the_other_ending_is_named_in_the_hint()
    {
        var path = _scratch.Write("repo/mirrors.yml", Text);

        Assert.Null(LoadFrom("repo"));
        Assert.Equal($"rename `{path}` to `mirrors.yaml`", Assert.Single(_found).Hint);
    }

    [Fact]
    public void An_explicit_path_counts_from_the_current_folder()
    {
        var path = _scratch.Write("repo/eng/other.yaml", Text);

        Assert.Equal(path, PolicyFile.Load("eng/other.yaml", _scratch.Machine, _found)?.Path);
        Assert.Null(PolicyFile.Load("eng/none.yaml", _scratch.Machine, _found));
        Assert.Equal("DEVM1002", Assert.Single(_found).Code);
    }

    [Fact]
    public void A_folder_of_that_name_is_not_a_policy()
    {
        Directory.CreateDirectory(Path.Combine(_scratch.Repository, "mirrors.yaml"));

        Assert.Null(LoadFrom("repo"));
        Assert.Equal("DEVM1003", Assert.Single(_found).Code);
    }

    [Fact]
    public void Another_users_policy_is_refused_and_a_symbolic_link_to_ones_own_is_fine()
    {
        if (OperatingSystem.IsWindows())
            return;
        File.CreateSymbolicLink(Path.Combine(_scratch.Repository, "mirrors.yaml"), _scratch.Write("elsewhere.yaml", Text));
        Assert.NotNull(LoadFrom("repo"));

        // Root's files are good for everybody, so that root has to give the file away first.
        if (_scratch.Machine.UserId == 0)
            Process.Start("chown", ["4000001", Path.Combine(_scratch.Folder, "elsewhere.yaml")]).WaitForExit();
        _scratch.Machine = _scratch.Machine with { UserId = 4_000_000 };
        Assert.Null(LoadFrom("repo"));
        Assert.Equal("DEVM1004", Assert.Single(_found).Code);

        // Whoever names the file knows whose it is: a container that runs as root on a mounted checkout.
        Assert.NotNull(PolicyFile.Load(Path.Combine(_scratch.Repository, "mirrors.yaml"), _scratch.Machine, new DiagnosticBag()));
    }

    [Fact]
    public void A_file_of_one_byte_too_many_is_refused_unread()
    {
        _scratch.Write("repo/mirrors.yaml", Encoding.UTF8.GetBytes(new string('#', 1 << 20)));

        Assert.Null(LoadFrom("repo"));
        Assert.Equal("DEVM1005", Assert.Single(_found).Code);
    }

    private Policy? LoadFrom(string folder) =>
        PolicyFile.Load(null, _scratch.Machine with { CurrentFolder = Path.Combine(_scratch.Folder, folder) }, _found);
}
