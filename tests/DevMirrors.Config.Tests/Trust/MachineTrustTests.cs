using System.Runtime.Versioning;
using DevMirrors.Testing;

namespace DevMirrors.Config.Tests;

/// <summary>Files of root need root to make them; .ci/run has it.</summary>
[UnsupportedOSPlatform("windows")]
[Trait("Promise", "P26")]
public sealed class MachineTrustTests : IDisposable
{
    private const string All = "version: 1\nhosts: [goproxy.cn, registry.npmmirror.com, \"*.corp.example\"]\n";

    private readonly TrustScene _scene = new();

    public void Dispose() => _scene.Dispose();

    [RealClientFact(AsRoot = true)]
    public void Hosts_that_root_agrees_to_are_trusted_for_everybody()
    {
        var path = Write(All);

        var verdict = _scene.Judge(_scene.Policy());

        Assert.Equal((true, $"{path} agrees to all of its hosts"), (verdict.IsTrusted, verdict.Because));
        Assert.Empty(_scene.Found);
    }

    [RealClientFact(AsRoot = true)]
    public void Every_host_must_be_agreed_to_exactly()
    {
        var hosts = new (string Host, string Url, bool IsTrusted)[]
        {
            ("goproxy.cn", "https://goproxy.cn/x", true),
            ("GoProxy.CN", "https://goproxy.cn", true),
            ("goproxy.cn:443", "https://goproxy.cn", true),
            ("goproxy.cn", "https://evil-goproxy.cn", false),
            ("goproxy.cn", "https://goproxy.cn.evil.example", false),
            ("goproxy.cn", "https://sub.goproxy.cn", false),
            ("goproxy.cn", "https://goproxy.cn:8443", false),
            ("goproxy.cn:8443", "https://goproxy.cn:8443", true),
            ("goproxy.cn:8443", "https://goproxy.cn", false),
            ("*.corp.example", "https://a.corp.example", true),
            ("*.corp.example", "https://a.b.corp.example", true),
            ("*.corp.example", "https://corp.example", false),
            ("*.corp.example", "https://evilcorp.example", false),
            ("*.corp.example", "https://a.corp.example:8443", false),
            ("*.corp.example", "https://a.corp.example.evil.example", false),
        };
        foreach (var (host, url, isTrusted) in hosts)
        {
            Write($"version: 1\nhosts: [\"{host}\"]\n");
            var policy = _scene.Policy($"version: 1\nregions: {{ here: {{ default: true, go: \"{url}\" }} }}\n");
            Assert.Equal((host, url, isTrusted), (host, url, _scene.Judge(policy).IsTrusted));
        }
    }

    [RealClientFact(AsRoot = true)]
    public void Plain_http_is_never_agreed_to()
    {
        Write(All);
        var text = TrustScene.With("url: https://npm.corp.example/repository/npm/,", "url: http://npm.corp.example/repository/npm/, insecure: true,");

        Assert.False(_scene.Judge(_scene.Policy(text)).IsTrusted);
    }

    [RealClientFact(AsRoot = true)]
    public void A_file_that_others_could_have_written_is_left_out_with_a_warning()
    {
        var path = Write(All);
        var folder = Path.GetDirectoryName(path)!;
        foreach (var fault in new Action[]
        {
            () => LibC.ChangeOwner(path, 4711),
            () => File.SetUnixFileMode(path, AtomicFile.Private | UnixFileMode.GroupWrite),
            () => File.SetUnixFileMode(path, AtomicFile.Private | UnixFileMode.OtherWrite),
            () => LibC.ChangeOwner(folder, 4711),
            () => File.SetUnixFileMode(folder, AtomicFile.PrivateFolder | UnixFileMode.OtherWrite),
            () => Relink(path),
        })
        {
            fault();
            Assert.False(_scene.Judge(_scene.Policy()).IsTrusted);
            Assert.Equal(("DEVM6202", Severity.Warning, path), (_scene.Found.Single().Code, _scene.Found.Single().Severity, _scene.Found.Single().Place!.File));
            File.Delete(path);
            File.Delete(path + ".real");
            LibC.ChangeOwner(folder, 0);
            Write(All);
        }
        Assert.True(_scene.Judge(_scene.Policy()).IsTrusted);
    }

    [RealClientFact(AsRoot = true)]
    public void A_file_that_is_wrong_is_left_out_as_a_whole_with_the_place_of_the_fault()
    {
        var wrong = new (string Text, int Line, int Column)[]
        {
            ("", 0, 0),
            ("# nothing\n", 0, 0),
            ("hosts: [goproxy.cn]\n", 1, 1),
            ("version: 2\nhosts: [goproxy.cn]\n", 1, 10),
            (All + "more: 1\n", 3, 1),
            ("version: 1\nhosts: goproxy.cn\n", 2, 8),
            ("version: 1\nhosts: [*.corp.example]\n", 2, 9),
            ("version: 1\nhosts: [goproxy.cn, \"https://goproxy.cn\"]\n", 2, 21),
            ("version: 1\nhosts: [\"*\"]\n", 2, 9),
            ("version: 1\nhosts: [\"a.*.example\"]\n", 2, 9),
            ("version: 1\nhosts: [goproxy.cn\n", 3, 1),
            ("version: 1\nhosts:\n\t- goproxy.cn\n", 3, 1),
            ("version: 1\nhosts: " + new string('[', 20_000), 2, 23),
            ("version: 1\nhosts: [" + string.Join(',', Enumerable.Repeat("goproxy.cn", 10_000)) + "]\n", 0, 0),
        };
        foreach (var (text, line, column) in wrong)
        {
            Write(text);
            Assert.False(_scene.Judge(_scene.Policy()).IsTrusted);
            var first = _scene.Found[0];
            Assert.Equal((text[..Math.Min(60, text.Length)], "DEVM6203", line, column), (text[..Math.Min(60, text.Length)], first.Code, first.Place!.Line, first.Place.Column));
            Assert.All(_scene.Found, d => Assert.Equal(Severity.Warning, d.Severity));
            Assert.DoesNotContain("policy", first.Message + first.Hint, StringComparison.Ordinal);
        }
    }

    [RealClientFact(AsRoot = true)]
    public void It_counts_neither_on_windows_nor_from_an_image_being_built()
    {
        Write(All);
        var policy = _scene.Policy();
        var machine = _scene.Machine;

        foreach (var other in new[] { machine with { Os = OsKind.Windows }, machine with { KeepsState = false } })
        {
            _scene.Machine = other;
            Assert.False(_scene.Judge(policy).IsTrusted);
            Assert.Empty(_scene.Found);
        }
    }

    private string Write(string text)
    {
        var path = _scene.Write("root/etc/devmirrors/trust.yaml", text);
        File.SetUnixFileMode(path, AtomicFile.Private | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
        File.SetUnixFileMode(Path.GetDirectoryName(path)!, AtomicFile.PrivateFolder | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
        return path;
    }

    private static void Relink(string path)
    {
        File.Move(path, path + ".real");
        File.CreateSymbolicLink(path, path + ".real");
    }
}
