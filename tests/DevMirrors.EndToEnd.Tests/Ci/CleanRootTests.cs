using DevMirrors.Testing;

namespace DevMirrors.EndToEnd.Tests;

/// <summary>A root of its own: system programs, an empty home, no caches, no network, nothing of the machine's /etc.</summary>
public class CleanRootTests
{
    // $1: the new root; $2: the checkout; the rest is run there. All mounts are the namespace's own.
    private const string Enter =
        """
        set -eu
        root=$1 checkout=$2
        shift 2
        mount -t tmpfs none "$root"
        cd "$root"
        mkdir usr proc tmp home dev "my checkout"
        for folder in bin sbin lib lib64; do
            if [ -L "/$folder" ]; then ln -s "usr/$folder" "$folder"; else mkdir "$folder"; mount --bind "/$folder" "$folder"; fi
        done
        mount --rbind /usr usr
        mount -t proc proc proc
        mknod -m 666 dev/null c 1 3
        mknod -m 666 dev/urandom c 1 9
        cp -r "$checkout/." "my checkout"
        exec chroot "$root" /usr/bin/env -i HOME=/home PATH=/usr/bin:/bin DEVMIRRORS_REGION=cn CI=true "$@"
        """;

    private const string RunTwice =
        """
        sh '/my checkout/eng/bootstrap.sh' --only go "$@"
        . '/my checkout/obj/devmirrors-ci/env.sh'
        sh '/my checkout/eng/bootstrap.sh' --only go "$@"
        find /home /tmp -mindepth 1
        """;

    // What POSIX asks of a system, and something that unpacks; no dotnet among them.
    private const string WithoutDotnet =
        """
        mkdir /programs
        for program in sh dirname mktemp rm cp mkdir cat chmod uname tr grep sha256sum unzip find; do ln -s "$(command -v "$program")" /programs; done
        PATH=/programs
        """;

    [RealClientFact("unshare", AsRoot = true)]
    public async Task The_vendored_copy_needs_only_the_runtime_and_leaves_nothing_behind()
    {
        using var agent = new CiAgent().WithVendoredCopy();

        var answer = await InCleanRoot(agent, RunTwice);

        Assert.True(answer.ExitCode == 0, answer.Output + answer.Error);
        Assert.Matches(@"GOPROXY +https://goproxy.cn,direct +environment variable GOPROXY +in step\n", answer.Output);
        Assert.EndsWith("\ndevmirrors: not agreed to; the settings are lent to this job already: . '/my checkout/obj/devmirrors-ci/env.sh'", answer.Text);
    }

    [RealClientFact("unshare", "unzip", AsRoot = true)]
    public async Task The_native_package_needs_no_dotnet_at_all()
    {
        using var agent = new CiAgent();
        var feed = await new PackageFeed(agent).WithNative().Pin(agent);
        Directory.Move(feed.Folder, Path.Combine(agent.Checkout, "my feed"));

        var answer = await InCleanRoot(agent, WithoutDotnet + "\nsh '/my checkout/eng/bootstrap.sh' --only go --feed '/my checkout/my feed'\nfind /home /tmp -mindepth 1");

        Assert.True(answer.ExitCode == 0, answer.Output + answer.Error);
        if (PackageFeed.IsNative)
            Assert.EndsWith("in step", answer.Text);
        else
            Assert.Equal("native apply\nnative status", answer.Text);
    }

    [RealClientFact("unshare", AsRoot = true)]
    public async Task Where_nothing_else_unpacks_a_package_the_SDK_does()
    {
        using var agent = new CiAgent();
        var feed = await new PackageFeed(agent).WithPortable().Pin(agent);
        Directory.Move(feed.Folder, Path.Combine(agent.Checkout, "my feed"));
        const string OnlyTheSdk = "PATH=/usr/bin:/usr/local/bin\nln -s \"$(command -v dotnet)\" /programs\nrm /programs/unzip\nPATH=/programs";

        var answer = await InCleanRoot(agent, $"{WithoutDotnet}\n{OnlyTheSdk}\nsh '/my checkout/eng/bootstrap.sh' --only go --feed '/my checkout/my feed'");

        Assert.True(answer.ExitCode == 0, answer.Output + answer.Error);
        Assert.EndsWith("in step", answer.Text);
    }

    [RealClientFact("unshare", "unzip", AsRoot = true)]
    public async Task Without_a_runtime_one_error_says_what_to_install()
    {
        using var agent = new CiAgent().WithVendoredCopy();

        var answer = await InCleanRoot(agent, WithoutDotnet + "\nsh '/my checkout/eng/bootstrap.sh'");

        Assert.Equal(3, answer.ExitCode);
        Assert.Empty(answer.Output);
        Assert.Contains("hint: install the .NET SDK 10", answer.Error);
    }

    private static Task<Answer> InCleanRoot(CiAgent agent, string script)
    {
        var root = Directory.CreateDirectory(Path.Combine(agent.World.Folder, "root")).FullName;
        return Client.Run(
            "unshare", ["--mount", "--net", "--pid", "--fork", "sh", "-c", Enter, "sh", root, agent.Checkout, "sh", "-euc", script], agent.World.Home);
    }
}
