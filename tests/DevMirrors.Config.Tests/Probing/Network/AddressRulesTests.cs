using System.Net;

namespace DevMirrors.Config.Tests;

[Trait("Promise", "P32")]
[Collection(NetworkTests.Name)]
public sealed class AddressRulesTests
{
    [Theory]
    [InlineData("0.0.0.0", "unspecified")]
    [InlineData("0.1.2.3", "unspecified")]
    [InlineData("169.254.0.1", "link-local")]
    [InlineData("169.254.169.253", "link-local")]
    [InlineData("169.254.169.254", "cloud metadata")]
    [InlineData("169.254.170.2", "link-local")]
    [InlineData("100.100.100.200", "cloud metadata")]
    [InlineData("168.63.129.16", "cloud metadata")]
    [InlineData("192.0.0.192", "cloud metadata")]
    [InlineData("192.0.0.8", "reserved")]
    [InlineData("192.0.2.1", "documentation")]
    [InlineData("198.51.100.7", "documentation")]
    [InlineData("203.0.113.255", "documentation")]
    [InlineData("224.0.0.1", "multicast")]
    [InlineData("239.255.255.255", "multicast")]
    [InlineData("240.0.0.1", "reserved")]
    [InlineData("255.255.255.255", "broadcast")]
    [InlineData("::", "unspecified")]
    [InlineData("fe80::1", "link-local")]
    [InlineData("fe80::1%3", "link-local")]
    [InlineData("febf::1", "link-local")]
    [InlineData("fec0::1", "site-local")]
    [InlineData("ff02::1", "multicast")]
    [InlineData("ff0e::101", "multicast")]
    [InlineData("fd00:ec2::254", "cloud metadata")]
    [InlineData("fd20:ce::254", "cloud metadata")]
    [InlineData("2001:db8::1", "documentation")]
    [InlineData("3fff::1", "documentation")]
    [InlineData("100::1", "reserved")]
    [InlineData("4000::1", "reserved")]
    [InlineData("::ffff:127.0.0.1", "form of `127.0.0.1`")]
    [InlineData("::ffff:10.0.0.1", "form of `10.0.0.1`")]
    [InlineData("::ffff:169.254.169.254", "form of `169.254.169.254`")]
    [InlineData("::ffff:0:127.0.0.1", "form of `127.0.0.1`")]
    [InlineData("::127.0.0.1", "form of `127.0.0.1`")]
    [InlineData("::2", "form of `0.0.0.2`")]
    [InlineData("64:ff9b::a9fe:a9fe", "form of `169.254.169.254`")]
    [InlineData("64:ff9b::10.0.0.1", "form of `10.0.0.1`")]
    [InlineData("64:ff9b:1::192.168.0.1", "form of `192.168.0.1`")]
    [InlineData("64:ff9b:1:7f00:0:100::", "transition")]
    [InlineData("2002:7f00:1::1", "form of `127.0.0.1`")]
    [InlineData("2002:a9fe:a9fe::", "form of `169.254.169.254`")]
    [InlineData("2002:c0a8:101::1", "form of `192.168.1.1`")]
    [InlineData("2001:0:4136:e378:8000:63bf:80ff:fffe", "form of `127.0.0.1`")]
    [InlineData("2001:0:4136:e378:8000:63bf:5601:5601", "form of `169.254.169.254`")]
    [InlineData("2606:4700::5efe:10.0.0.1", "form of `10.0.0.1`")]
    [InlineData("2606:4700::200:5efe:127.0.0.1", "form of `127.0.0.1`")]
    [InlineData("fe80::5efe:8.8.8.8", "form of `8.8.8.8`")]
    public void No_mirror_may_have(string address, string because)
    {
        foreach (var isPrivate in new[] { false, true })
        {
            var why = AddressRules.WhyNot(IPAddress.Parse(address), isPrivate);

            Assert.Contains(because, why);
            Assert.EndsWith("which no mirror may have", why);
        }
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("127.255.255.254")]
    [InlineData("10.0.0.1")]
    [InlineData("10.255.255.255")]
    [InlineData("172.16.0.1")]
    [InlineData("172.31.255.255")]
    [InlineData("192.168.0.1")]
    [InlineData("100.64.0.1")]
    [InlineData("100.127.255.255")]
    [InlineData("::1")]
    [InlineData("fc00::1")]
    [InlineData("fd12:3456::1")]
    [InlineData("fd12:3456::1%2")]
    public void Only_a_private_mirror_may_have(string address)
    {
        Assert.EndsWith("address, which only a mirror with `private: true` may have for its own host", AddressRules.WhyNot(IPAddress.Parse(address), isPrivate: false));
        Assert.Null(AddressRules.WhyNot(IPAddress.Parse(address), isPrivate: true));
    }

    [Theory]
    [InlineData("1.1.1.1")]
    [InlineData("9.255.255.255")]
    [InlineData("11.0.0.1")]
    [InlineData("100.63.255.255")]
    [InlineData("100.128.0.1")]
    [InlineData("126.255.255.255")]
    [InlineData("128.0.0.1")]
    [InlineData("169.253.255.255")]
    [InlineData("169.255.0.1")]
    [InlineData("172.15.255.255")]
    [InlineData("172.32.0.1")]
    [InlineData("192.167.255.255")]
    [InlineData("192.169.0.1")]
    [InlineData("198.18.0.1")]
    [InlineData("198.19.255.255")]
    [InlineData("223.255.255.255")]
    [InlineData("2606:4700::1111")]
    [InlineData("2400:3200::1")]
    [InlineData("::ffff:1.1.1.1")]
    [InlineData("64:ff9b::1.1.1.1")]
    [InlineData("64:ff9b:1::1.1.1.1")]
    [InlineData("2002:101:101::1")]
    public void Every_mirror_may_have(string address)
    {
        Assert.Null(AddressRules.WhyNot(IPAddress.Parse(address), isPrivate: false));
        Assert.Null(AddressRules.WhyNot(IPAddress.Parse(address), isPrivate: true));
    }

    [Theory]
    [InlineData("http://2130706433/", "127.0.0.1")]
    [InlineData("http://0x7f.1/", "127.0.0.1")]
    [InlineData("http://0177.0.0.1/", "127.0.0.1")]
    [InlineData("http://127.1/", "127.0.0.1")]
    [InlineData("http://[::ffff:7f00:1]/", "127.0.0.1")]
    [InlineData("http://localhost/", "localhost")]
    [InlineData("http://LOCALHOST./", "loopback")]
    [InlineData("http://a.localhost/", "a.localhost")]
    [InlineData("http://metadata.google.internal/", "cloud metadata")]
    public async Task Spellings_do_not_hide_an_address(string url, string shown)
    {
        using var reply = await ProbeScene.Send(new ProbeRequest(new Uri(url)), ProbeScene.Leading("1.1.1.1"), ProbeScene.Target(url, isPrivate: false));

        Assert.Equal(FailureKind.Blocked, reply.Failure?.Kind);
        Assert.Contains(shown, reply.Failure?.Because);
    }
}
