using System.Runtime.Versioning;
using DevMirrors.Testing;

namespace DevMirrors.Config.Tests;

[UnsupportedOSPlatform("windows")]
[Trait("Promise", "P26")]
[Trait("Promise", "P41")]
public sealed class TrustFileTests : IDisposable
{
    private readonly TrustScene _scene = new();

    public void Dispose() => _scene.Dispose();

    [Fact]
    public void The_record_is_for_the_user_alone()
    {
        _scene.Grant(_scene.Policy());

        Assert.Equal(AtomicFile.Private, File.GetUnixFileMode(_scene.Record));
        Assert.Equal(AtomicFile.PrivateFolder, File.GetUnixFileMode(_scene.StateFolder));
        Assert.Equal(["lock", "trust.json"], Directory.EnumerateFiles(_scene.StateFolder).Select(Path.GetFileName).Order());
    }

    [Fact]
    public void A_record_cut_off_at_any_byte_trusts_nobody_and_is_never_overwritten()
    {
        var policy = _scene.Policy();
        _scene.Grant(policy);
        var whole = File.ReadAllBytes(_scene.Record);
        for (var length = 0; length < whole.Length - 1; length++)
            AssertUnused(policy, whole[..length], "DEVM4011");
    }

    [Fact]
    public void A_record_of_a_newer_version_trusts_nobody_and_is_never_overwritten()
    {
        var policy = _scene.Policy();
        _scene.Grant(policy);

        AssertUnused(policy, Edited("\"format\":1", "\"format\":2"), "DEVM4010");
    }

    [Fact]
    public void A_record_that_somebody_edited_trusts_nobody()
    {
        var policy = _scene.Policy();
        _scene.Grant(policy);

        AssertUnused(policy, Edited("https://goproxy.cn", "https://evil.example"), "DEVM4011");
    }

    [Theory]
    [InlineData("link")]
    [InlineData("file for all")]
    [InlineData("folder for the group")]
    [InlineData("folder")]
    public void A_record_that_others_could_have_written_trusts_nobody(string fault)
    {
        var policy = _scene.Policy();
        _scene.Grant(policy);
        Break(fault);

        Assert.False(_scene.Judge(policy).IsTrusted);

        Assert.Equal(["DEVM6201"], _scene.Codes);
        Assert.All(_scene.Found, d => Assert.Equal(Severity.Warning, d.Severity));
    }

    [RealClientFact(AsRoot = true)]
    public void A_record_of_another_user_trusts_nobody()
    {
        var policy = _scene.Policy();
        _scene.Grant(policy);
        LibC.ChangeOwner(_scene.Record, 4711);

        Assert.False(_scene.Judge(policy).IsTrusted);

        Assert.Equal(["DEVM6201"], _scene.Codes);
    }

    [Fact]
    public void Many_writers_at_once_lose_nothing()
    {
        var paths = Enumerable.Range(0, 24).Select(i => Path.Combine(_scene.Folder, $"{i}", PolicyFile.Name)).ToList();
        var policies = paths.Select(path => _scene.Policy(path: path)).ToList();

        Parallel.ForEach(policies, policy => Assert.True(Trust.Grant(policy, _scene.Catalogue, _scene.Machine, [])));

        Assert.Equal(paths.Order(StringComparer.Ordinal), Trust.List(_scene.Machine, _scene.Found)!.Select(p => p.Path));
    }

    [Fact]
    public void Without_a_home_nothing_can_be_recorded()
    {
        _scene.Machine = _scene.Machine with { Home = "" };

        Assert.False(_scene.Grant(_scene.Policy()));

        Assert.Equal(["DEVM4009"], _scene.Codes);
    }

    [Fact]
    public void Revoking_and_listing_where_nothing_was_agreed_to_create_nothing()
    {
        Assert.Empty(Trust.Revoke([_scene.PolicyPath], _scene.Machine, _scene.Found)!);
        Assert.Empty(Trust.List(_scene.Machine, _scene.Found)!);
        Assert.False(Directory.Exists(_scene.StateFolder));
    }

    private void AssertUnused(Policy policy, byte[] record, string code)
    {
        File.WriteAllBytes(_scene.Record, record);

        Assert.False(_scene.Judge(policy).IsTrusted);
        Assert.Equal(["DEVM6201"], _scene.Codes);
        Assert.False(_scene.Grant(policy));
        Assert.Equal([code], _scene.Codes);
        DiagnosticBag found = [];
        Assert.Null(Trust.Revoke([policy.Path], _scene.Machine, found));
        Assert.Null(Trust.List(_scene.Machine, found));
        Assert.Equal([code], found.Select(d => d.Code));
        Assert.Equal(record, File.ReadAllBytes(_scene.Record));
    }

    private byte[] Edited(string old, string replacement) =>
        System.Text.Encoding.UTF8.GetBytes(File.ReadAllText(_scene.Record).Replace(old, replacement, StringComparison.Ordinal));

    private void Break(string fault)
    {
        var record = _scene.Record;
        switch (fault)
        {
            case "link":
                File.Move(record, record + ".real");
                File.CreateSymbolicLink(record, record + ".real");
                break;
            case "file for all":
                File.SetUnixFileMode(record, AtomicFile.Private | UnixFileMode.OtherWrite);
                break;
            case "folder for the group":
                File.SetUnixFileMode(_scene.StateFolder, AtomicFile.PrivateFolder | UnixFileMode.GroupWrite);
                break;
            default:
                File.Delete(record);
                Directory.CreateDirectory(record);
                break;
        }
    }
}
