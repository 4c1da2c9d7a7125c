using System.Net;
using System.Net.Sockets;

namespace DevMirrors.Config;

/// <summary>Which addresses a probe may connect to: what a mirror's name leads to is the mirror's choice, and must not reach inside.</summary>
internal static class AddressRules
{
    private static readonly (IPNetwork Network, string Kind)[] Never =
    [
        (IPNetwork.Parse("168.63.129.16/32"), Metadata),
        (IPNetwork.Parse("100.100.100.200/32"), Metadata),
        (IPNetwork.Parse("169.254.169.254/32"), Metadata),
        (IPNetwork.Parse("192.0.0.192/32"), Metadata),
        (IPNetwork.Parse("0.0.0.0/8"), Unspecified),
        (IPNetwork.Parse("169.254.0.0/16"), "link-local"),
        (IPNetwork.Parse("192.0.0.0/24"), "reserved"),
        (IPNetwork.Parse("192.0.2.0/24"), "documentation"),
        (IPNetwork.Parse("198.51.100.0/24"), "documentation"),
        (IPNetwork.Parse("203.0.113.0/24"), "documentation"),
        (IPNetwork.Parse("224.0.0.0/4"), "multicast"),
        (IPNetwork.Parse("255.255.255.255/32"), "broadcast"),
        (IPNetwork.Parse("240.0.0.0/4"), "reserved"),
        (IPNetwork.Parse("fd00:ec2::254/128"), Metadata),
        (IPNetwork.Parse("fd20:ce::254/128"), Metadata),
        (IPNetwork.Parse("fd00:c1::a9fe:a9fe/128"), Metadata),
        (IPNetwork.Parse("::/128"), Unspecified),
        (IPNetwork.Parse("fe80::/10"), "link-local"),
        (IPNetwork.Parse("fec0::/10"), "site-local"),
        (IPNetwork.Parse("ff00::/8"), "multicast"),
        (IPNetwork.Parse("2001:db8::/32"), "documentation"),
        (IPNetwork.Parse("3fff::/20"), "documentation"),
    ];

    /// <summary>198.18.0.0/15 is not among them: VPN clients hand it out for public names.</summary>
    private static readonly (IPNetwork Network, string Kind)[] Private =
    [
        (IPNetwork.Parse("127.0.0.0/8"), "loopback"),
        (IPNetwork.Parse("10.0.0.0/8"), "private"),
        (IPNetwork.Parse("172.16.0.0/12"), "private"),
        (IPNetwork.Parse("192.168.0.0/16"), "private"),
        (IPNetwork.Parse("100.64.0.0/10"), "private"),
        (IPNetwork.Parse("::1/128"), "loopback"),
        (IPNetwork.Parse("fc00::/7"), "private"),
    ];

    /// <summary>All that has been handed out to the public in version 6.</summary>
    private static readonly IPNetwork Global = IPNetwork.Parse("2000::/3");

    private const string Metadata = "cloud metadata";
    private const string Unspecified = "unspecified";

    /// <summary>Why not, as a sentence part: <c>a loopback address, which only …</c>; null where it may.</summary>
    public static string? WhyNot(IPAddress address, bool isPrivate)
    {
        var plain = AddressForms.WithoutScope(address);
        if (!AddressForms.IsWrapper(plain, out var inner))
            return Plain(plain, isPrivate);
        return inner is not null && Plain(inner, isPrivate: false) is null && (AddressForms.IsTranslated(plain) || Plain(plain, isPrivate) is null)
            ? null
            : $"{(inner is null ? "a transition address" : $"a form of `{inner}`")}, which no mirror may have";
    }

    private static string? Plain(IPAddress address, bool isPrivate)
    {
        if (KindIn(Never, address) is { } never)
            return $"{(never == Unspecified ? "an" : "a")} {never} address, which no mirror may have";
        if (KindIn(Private, address) is { } inside)
            return isPrivate ? null : $"a {inside} address, which only a mirror with `private: true` may have for its own host";
        return address.AddressFamily == AddressFamily.InterNetwork || Global.Contains(address)
            ? null
            : "a reserved address, which no mirror may have";
    }

    private static string? KindIn((IPNetwork Network, string Kind)[] rules, IPAddress address)
    {
        foreach (var (network, kind) in rules)
        {
            if (network.Contains(address))
                return kind;
        }
        return null;
    }
}
