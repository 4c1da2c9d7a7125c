using DevMirrors.Testing;

namespace DevMirrors.EndToEnd.Tests;

/// <summary>What the real clients say after apply, and what is on disk after undo.</summary>
[Trait("Promise", "P15")]
[Trait("Promise", "P12")]
[Trait("Promise", "P10")]
public class ApplyAndUndoTests
{
    private const string Policy = """
        version: 1
        regions:
          cn:
            when:
              timezone: [Asia/Shanghai]
            go: [goproxy-cn, aliyun, direct]
            sumdb: sum.golang.google.cn
            npm: npmmirror
            nuget: huawei
            docker: [daocloud, 1ms]
          global:
            default: true
            go: [upstream, direct]
            npm: upstream
            nuget: upstream
            docker: upstream
        private:
          go: { git.corp.example: direct }
          npm: { "@corp": corp-npm }
        mirrors:
          corp-npm: { ecosystem: npm, url: "https://npm.corp.example/repository/npm/", private: true }
        """;

    [RealClientFact("go", "npm", "dotnet", "docker", "dockerd", AsRoot = true)]
    public async Task Every_real_client_says_what_the_policy_says_and_undo_leaves_a_fresh_home_fresh()
    {
        using var world = new World();
        world.Policy(Policy);
        world.Write(world.DaemonJson, "{}");
        using var daemon = await DockerDaemon.Start(Path.Combine(world.Folder, "d"), world.DaemonJson, world.Runtime);
        var before = world.Snapshot();

        await world.Expect(0, "apply", "--region", "cn", "--yes");

        Assert.Equal(
            ["https://goproxy.cn|https://mirrors.aliyun.com/goproxy/,direct", "sum.golang.google.cn", "git.corp.example"],
            (await world.Ask("go", "env", "GOPROXY", "GOSUMDB", "GOPRIVATE")).Text.Split('\n'));
        Assert.Equal("https://registry.npmmirror.com/", (await world.Ask("npm", "config", "get", "registry")).Text);
        Assert.Equal("https://npm.corp.example/repository/npm/", (await world.Ask("npm", "config", "get", "@corp:registry")).Text);
        Assert.Equal(
            "E https://mirrors.huaweicloud.com/repository/nuget/v3/index.json",
            (await world.Ask("dotnet", "nuget", "list", "source", "--format", "short")).Text);
        Assert.Equal("""["https://docker.m.daocloud.io/","https://docker.1ms.run/"]""", await Mirrors(world, daemon));

        await world.Expect(0, "undo");

        Assert.Equal(before, world.Snapshot());
        Assert.Equal("[]", (await Mirrors(world, daemon)).Replace("null", "[]"));
    }

    [RealClientFact("go", "npm", "dotnet")]
    public async Task Undo_gives_back_files_that_were_there_byte_for_byte_and_mode_for_mode()
    {
        using var world = new World();
        world.Policy(Policy);
        world.Write(world.GoEnv, "# mine\nGOFLAGS=-modcacherw\nGOPRIVATE=own.example\n", (UnixFileMode)0b110_100_100);
        world.Write(world.Npmrc, "; mine\r\nfund = false ; trailing\r\n//npm.example/:_authToken=${TOKEN}", (UnixFileMode)0b110_000_000);
        world.Write(world.NuGetConfig, """
            <?xml version="1.0"?>
            <configuration>
              <!-- mine -->
              <packageSources>
                <add key="mine"   value='https://mirrors.cloud.tencent.com/nuget/' />
              </packageSources>
            </configuration>
            """, (UnixFileMode)0b110_110_000);
        var before = world.Snapshot();

        await world.Expect(0, "apply", "--region", "cn", "--yes", "--only", "go,npm,nuget");
        Assert.Equal("own.example,git.corp.example", (await world.Ask("go", "env", "GOPRIVATE")).Text);
        Assert.NotEqual(before, world.Snapshot());

        await world.Expect(0, "undo");
        Assert.Equal(before, world.Snapshot());
    }

    [RealClientFact("strace")]
    public async Task A_second_apply_opens_nothing_for_writing()
    {
        using var world = new World();
        world.Policy(Policy);
        await world.Expect(0, "apply", "--region", "cn", "--yes", "--only", "go,npm,nuget");
        var trace = Path.Combine(world.Folder, "trace");

        var answer = await Client.Run(
            "strace",
            ["-f", "-qq", "-o", trace, "-e", "trace=openat,open,creat,rename,renameat,renameat2,unlink,unlinkat,mkdir,mkdirat,link,linkat,symlink,symlinkat,chmod,fchmod,fchmodat,chown,fchown,truncate,ftruncate,fsync,utimensat",
                ToolUnderTest.Path, "apply", "--region", "cn", "--yes", "--only", "go,npm,nuget"],
            world.Home, world.Repository, world.Environment);

        Assert.Equal(0, answer.ExitCode);
        // What the runtime itself opens (its own pipes and shared memory) is not below the scratch folder; it flushes and renames nothing.
        Assert.DoesNotContain(File.ReadLines(trace), l => l.Contains(" fsync(") || l.Contains(" rename"));
        var calls = File.ReadLines(trace).Where(l => l.Contains(world.Folder)).ToList();
        Assert.NotEmpty(calls);
        Assert.DoesNotContain(calls, l => !l.Contains("open", StringComparison.Ordinal) || l.Contains("O_WRONLY") || l.Contains("O_RDWR") || l.Contains("O_CREAT"));
    }

    [Fact]
    public async Task Without_a_terminal_apply_needs_consent_and_writes_nothing_until_it_has_it()
    {
        using var world = new World();
        world.Policy(Policy);

        var refused = await world.Expect(4, "apply", "--region", "cn", "--only", "go,npm,nuget");

        Assert.Empty(world.Snapshot());
        var hash = System.Text.RegularExpressions.Regex.Match(refused.Output + refused.Error, "[0-9a-f]{64}").Value;
        Assert.NotEmpty(hash);
        var trusted = await Client.Run(
            ToolUnderTest.Path, ["apply", "--region", "cn", "--only", "go,npm,nuget"], world.Home, world.Repository,
            new Dictionary<string, string>(world.Environment) { ["DEVMIRRORS_TRUST"] = hash });
        Assert.Equal(0, trusted.ExitCode);
        Assert.Equal(3, world.Snapshot().Count);
    }

    [Fact]
    public async Task Check_names_each_file_that_differs_in_a_form_that_CI_links()
    {
        using var world = new World();
        world.Policy(Policy);

        var drifted = await world.Expect(1, "check", "--region", "cn", "--only", "go", "--format", "msbuild");

        Assert.Contains($"{world.GoEnv}: warning DEVM5003: `GOPROXY`", drifted.Output);
    }

    [Fact]
    public async Task A_root_that_does_not_exist_is_not_made()
    {
        using var world = new World();
        world.Policy(Policy);

        var wrong = await world.Expect(2, "apply", "--region", "cn", "--scope", "machine", "--root", "nosuch", "--yes");

        Assert.Contains("DEVM6016", wrong.Error);
        Assert.False(Directory.Exists(Path.Combine(world.Repository, "nosuch")));
    }

    private static async Task<string> Mirrors(World world, DockerDaemon daemon) =>
        (await world.Ask("docker", "-H", "unix://" + daemon.Socket, "info", "-f", "{{json .RegistryConfig.Mirrors}}")).Text;
}
