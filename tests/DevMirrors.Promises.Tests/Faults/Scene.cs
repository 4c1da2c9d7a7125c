using System.Diagnostics;
using DevMirrors.Config;
using DevMirrors.Testing;

namespace DevMirrors.Promises.Tests;

/// <summary>
/// A user, a repository and a machine's folders, all scratch. They can be kept once and given back before each case, at the same
/// place: a journal holds absolute paths.
/// </summary>
internal sealed class Scene : IDisposable
{
    private const UnixFileMode Mode640 = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead;
    private const uint SomebodyElse = 12345;

    private readonly string _folder = Directory.CreateTempSubdirectory("dm-").FullName;
    private string _tool = ToolUnderTest.Path;

    public Scene()
    {
        foreach (var name in new[] { "home", "repo/.git", "etc/docker", "lib", "tmp" })
            Directory.CreateDirectory(Path.Combine(Live, name));
        File.WriteAllText(Path.Combine(Repository, "mirrors.yaml"), Policy);
    }

    private const string Policy = """
        version: 1
        regions:
          cn: { default: true, go: [goproxy-cn, aliyun, direct], npm: npmmirror, nuget: huawei, docker: [daocloud, 1ms] }
          de: { go: [goproxy-cn, direct], npm: tencent, nuget: huawei, docker: [1ms] }
        private:
          go: { git.corp.example: direct }
          npm: { "@corp": corp-npm }
          nuget: { "Corp.*": corp-nuget }
        mirrors:
          corp-npm: { ecosystem: npm, url: "https://npm.corp.example/repository/npm/", private: true }
          corp-nuget: { ecosystem: nuget, url: "https://nuget.corp.example/v3/index.json", private: true }
        """;

    public string Live => Path.Combine(_folder, "live");

    public string Home => Path.Combine(Live, "home");

    public string Repository => Path.Combine(Live, "repo");

    /// <summary>TMPDIR of the tool.</summary>
    public string Temporary => Path.Combine(Live, "tmp");

    /// <summary>Where strace writes; outside of what is given back.</summary>
    public string TraceFile => Path.Combine(_folder, "trace");

    /// <summary>The state folders, and what is above them and made with them.</summary>
    public string[] OwnState => [Path.Combine(Home, ".local"), Path.Combine(Live, "lib", "devmirrors")];

    /// <summary>What a call of ours works below, as the tool sees it.</summary>
    public string[] Roots => [Live, "/etc", "/var/lib"];

    /// <summary>As the tool sees it.</summary>
    public bool IsState(string folder) => new[] { OwnState[0], "/var/lib" }.Any(s => folder.StartsWith(s, StringComparison.Ordinal));

    /// <summary>An entry of <see cref="Read"/> where the tool sees it.</summary>
    public string AsSeen(string entry, bool onMachine) => onMachine && entry.StartsWith("etc/", StringComparison.Ordinal) ? $"/{entry}" : Path.Combine(Live, entry);

    /// <summary>The state folder where the tool sees it.</summary>
    public string StateAsSeen(bool onMachine) => onMachine ? "/var/lib/devmirrors" : Path.Combine(OwnState[0], "state", "devmirrors");

    public string InState(string name) => Path.Combine(Home, ".local", "state", "devmirrors", name);

    public void GoEnv() => LibC.ChangeOwner(Write("home/.config/go/env", "# mine\r\nGOFLAGS=-modcacherw\r\n\r\nGOPRIVATE=own.example\r\n", Mode640), SomebodyElse);

    public void Npmrc() => LibC.SetAttribute(
        Write("home/.npmrc", "\uFEFF; mine\r\nfund = false ; trailing\n//npm.example/:_authToken=${TOKEN}", AtomicFile.Private), "user.mine", "kept"u8);

    public void NuGetConfig() => LibC.SetAttribute(Write("home/.nuget/NuGet/NuGet.Config", $"""
        <?xml version="1.0" encoding="utf-8"?>
        <configuration>
          <!-- mine -->
          <packageSources>
            <add key="{NuGet.Configuration.NuGetConstants.FeedName}"   value='{NuGet.Configuration.NuGetConstants.V3FeedUrl}' protocolVersion="3" />
          </packageSources>
        </configuration>
        """, Mode640), "system.posix_acl_access", LibC.AccessList(SomebodyElse));

    public void DaemonJson() => Write("home/.config/docker/daemon.json", "{\n\t\"debug\": true,\r\n\t\"registry-mirrors\": []\n}", Mode640);

    public void ProjectNpmrc() => Write("repo/.npmrc", "; team\r\nsave-exact=true", Mode640);

    public void ProjectNuGetConfig() => Write("repo/nuget.config", $"""
        <configuration>
          <packageSources><clear/>
            <add key="{NuGet.Configuration.NuGetConstants.FeedName}" value="{NuGet.Configuration.NuGetConstants.V3FeedUrl}" /> <!-- team -->
          </packageSources>
        </configuration>
        """, Mode640);

    /// <summary>As an editor of another system leaves it, and go takes amiss.</summary>
    public void MarkedGoEnv() => Write("home/.config/go/env", "\uFEFFGOFLAGS=-modcacherw\r\nGOPRIVATE=own.example\r\n", Mode640);

    public void NoPolicy() => File.Delete(Path.Combine(Repository, "mirrors.yaml"));

    public void MachineFiles()
    {
        Write("home/global-npmrc", "; everybody\nfund=false\n", Mode640 | UnixFileMode.OtherRead);
        Write("etc/docker/daemon.json", "{ \"live-restore\": true }\n", Mode640 | UnixFileMode.OtherRead);
    }

    public TreeState Read(string? ownFile = null) => ownFile is null
        ? TreeState.Read(Live, OwnState)
        : TreeState.Read(Live, [.. Directory.Exists(InState("")) ? Directory.GetFileSystemEntries(InState("")).Where(f => Path.GetFileName(f) != ownFile) : [], .. OwnState[1..]]);

    public void Keep() => Shell("rm -rf \"$1/kept\" && cp -a \"$1/live\" \"$1/kept\"");

    public void GiveBack() => Shell("rm -rf \"$1/live\" && cp -a \"$1/kept\" \"$1/live\"");

    public void Dispose() => Shell("rm -rf \"$1\"");

    public string Write(string path, string text, UnixFileMode mode)
    {
        var full = Path.Combine(Live, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text);
        File.SetUnixFileMode(full, mode);
        return full;
    }

    /// <summary>Lets another user have all of it, whom <c>setpriv</c> then runs the tool as: a copy, for the installed one is its owner's alone.</summary>
    public void GiveTo(uint user)
    {
        // An installed one is a link to where its files are.
        var tool = File.ResolveLinkTarget(ToolUnderTest.Path, returnFinalTarget: true)?.FullName ?? ToolUnderTest.Path;
        var (folder, name) = (Path.GetDirectoryName(tool)!, Path.GetFileName(tool));
        // Beside the managed program stands all that it needs; beside the native one only the archive of what `init` vendors.
        var files = File.Exists(Path.Combine(folder, name + ".dll")) ? "/." : $"/{name}'*'";
        Shell($"chmod 755 \"$1\" && chown -R {user}:{user} \"$1/live\" && mkdir \"$1/tool\" && cp -RL '{folder}{files}' \"$1/tool\" && chmod -R a+rX \"$1/tool\" && chmod 755 \"$1/tool/{name}\"");
        _tool = Path.Combine(_folder, "tool", name);
    }

    /// <summary>Runs a script as root in a mount namespace of its own; <c>$tool</c> is the tool with its environment, <c>$1</c> and so on the arguments.</summary>
    public Task<Answer> Script(string script, params string[] arguments) => Client.Run(
        RealClients.Find("unshare")!, ["-m", "/bin/sh", "-c", $"tool='/usr/bin/env PATH=/nowhere {_tool}'\n{script}", "sh", .. arguments],
        Home, Repository, new Dictionary<string, string> { ["PATH"] = "/usr/bin:/bin:/usr/sbin:/sbin", ["XDG_RUNTIME_DIR"] = Path.Combine(Live, "run") });

    /// <summary>Runs the tool; the clients are not found, because asking them is slow and proves nothing here.</summary>
    /// <param name="onMachine">With our own /etc and /var/lib, which nobody else sees.</param>
    public Task<Answer> Run(string[] arguments, bool onMachine = false, string[]? under = null, IReadOnlyDictionary<string, string>? environment = null)
    {
        string[] words = [.. under ?? [], ToolUnderTest.Path, .. arguments];
        if (onMachine)
            words = OnMachine(Path.Combine(Live, "etc"), Path.Combine(Live, "lib"), words);
        // The managed program's own sockets would lie in its temporary folder.
        var all = new Dictionary<string, string> { ["PATH"] = "/nowhere", ["XDG_RUNTIME_DIR"] = Path.Combine(Live, "run"), ["TMPDIR"] = Temporary, ["DOTNET_EnableDiagnostics"] = "0" };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
            all[name] = value;
        return Client.Run(words[0], words[1..], Home, Repository, all);
    }

    /// <summary>A command that sees these folders as /etc and /var/lib, and nobody else does.</summary>
    public static string[] OnMachine(string etc, string lib, string[] words) => ["/usr/bin/unshare", "-m", "/bin/sh", "-c", Mounting, "sh", etc, lib, .. words];

    private const string Mounting = "/usr/bin/mount --bind \"$1\" /etc && /usr/bin/mount --bind \"$2\" /var/lib && shift 2 && exec \"$@\"";

    private void Shell(string command)
    {
        using var shell = Process.Start("/bin/sh", ["-c", command, "sh", _folder]);
        shell.WaitForExit();
        Assert.Equal(0, shell.ExitCode);
    }
}
