using System.Diagnostics;
using System.Text;

namespace DevMirrors.Config.Tests;

/// <summary>Whoever runs a hint as it stands changes the file that it is about, and no other.</summary>
public sealed class HintPathTests : IDisposable
{
    private const string Awkward = "it's $HOME `id` a b";

    private readonly CheckScene _scene = new();

    [Theory]
    [InlineData("/a/b-c_d.e@1.0+x", "/a/b-c_d.e@1.0+x")]
    [InlineData("/a b", "'/a b'")]
    [InlineData("/a/~b", "'/a/~b'")]
    [InlineData("/a/-b", "'/a/-b'")]
    [InlineData("/it's", @"'/it'\''s'")]
    public void A_path_is_quoted_where_a_shell_could_read_something_into_it(string path, string word) => Assert.Equal(word, ShellWord.Path(path));

    [Fact]
    public void The_hint_of_a_leaked_package_deletes_that_folder_alone()
    {
        var packages = Path.Combine(_scene.Scratch.Folder, Awkward);
        var other = _scene.Scratch.Write("it's", "x");
        _scene.Scratch.Set("NUGET_PACKAGES", packages);
        _scene.Repo("mirrors.yaml", "version: 1\nregions:\n  here:\n    default: true\n    nuget: huawei\nprivate:\n  nuget: { \"Corp.*\": corp }\nmirrors:\n  corp: { ecosystem: nuget, url: https://nuget.corp.example/v3/index.json, private: true }\n");
        var metadata = _scene.Scratch.Write($"{Awkward}/corp.lib/1.0.0/.nupkg.metadata", "{\"source\": \"https://other.example/index.json\"}");

        Run(_scene.Only(new NuGetPackageCheck()));

        Assert.False(Directory.Exists(Path.GetDirectoryName(metadata)));
        Assert.True(Directory.Exists(packages) && File.Exists(other));
    }

    [Fact]
    public void The_hints_of_an_env_file_mend_it_and_keep_a_link_to_it()
    {
        var real = _scene.Scratch.Write($"{Awkward}/env", "\uFEFFGOPROXY=https://goproxy.cn\r\nGOFLAGS=-v\r\n");
        Directory.CreateDirectory(Path.GetDirectoryName(_scene.GoEnv)!);
        File.CreateSymbolicLink(_scene.GoEnv, real);

        foreach (var finding in _scene.All(new GoEnvBytesCheck()))
            Run(finding);

        Assert.Equal(real, new FileInfo(_scene.GoEnv).LinkTarget);
        Assert.Equal(Encoding.UTF8.GetBytes("GOPROXY=https://goproxy.cn\nGOFLAGS=-v\n"), File.ReadAllBytes(real));
    }

    [Fact]
    public void The_hints_of_docker_files_and_leftovers_say_the_path_in_quotes()
    {
        _scene.Root("etc/containerd/certs.d/_default/hosts.toml", "");
        var empty = Directory.CreateDirectory(Path.Combine(_scene.Scratch.Root, "etc/containerd/certs.d", Awkward)).FullName;
        var marked = _scene.Root("etc/docker/certs.d/a b/hosts.toml", "\uFEFF");
        var passed = _scene.Root($"etc/containers/registries.conf.d/{Awkward}", "");
        var left = _scene.Scratch.Write("state of mine/devmirrors/.devmirrors-0123456789abcdef0123456789abcdef.tmp", "x");
        _scene.Scratch.Set("XDG_STATE_HOME", Path.Combine(_scene.Scratch.Folder, "state of mine"));

        foreach (var finding in _scene.All(new HostsFileCheck()).Concat(_scene.All(new RegistriesFileCheck())).Concat(_scene.All(new LeftoverCheck())))
            Run(finding);

        Assert.False(Directory.Exists(empty) || File.Exists(passed) || File.Exists(left));
        Assert.True(File.Exists(passed + ".conf"));
        Assert.Empty(File.ReadAllBytes(marked));
    }

    [Fact]
    public void The_hint_of_a_scratch_folder_deletes_that_folder_alone()
    {
        var cache = Path.Combine(_scene.Scratch.Folder, Awkward);
        var other = _scene.Scratch.Write("it's", "x");
        _scene.Scratch.Set("XDG_CACHE_HOME", cache);
        var left = Directory.CreateDirectory(Path.Combine(cache, "devmirrors", $"{ScratchFolder.Asking}0123456789abcdef0123456789abcdef")).FullName;

        Run(_scene.Only(new LeftoverCheck()));

        Assert.False(Directory.Exists(left));
        Assert.True(Directory.Exists(Path.GetDirectoryName(left)) && File.Exists(other));
    }

    private static void Run(CheckFinding finding)
    {
        using var shell = Process.Start("sh", ["-c", finding.Hint!.Split("`, ")[0].Trim('`')]);
        shell.WaitForExit();
        Assert.Equal(0, shell.ExitCode);
    }

    public void Dispose() => _scene.Dispose();
}
