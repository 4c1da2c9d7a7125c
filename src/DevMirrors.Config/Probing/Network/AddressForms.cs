using System.Net;
using System.Net.Sockets;

namespace DevMirrors.Config;

/// <summary>Addresses of version 6 that lead to one of version 4: without looking inside, each would be a way around the rules.</summary>
internal static class AddressForms
{
    private static readonly IPNetwork Nat64 = IPNetwork.Parse("64:ff9b::/96");
    private static readonly IPNetwork LocalNat64 = IPNetwork.Parse("64:ff9b:1::/48");
    private static readonly IPNetwork SixToFour = IPNetwork.Parse("2002::/16");
    private static readonly IPNetwork Teredo = IPNetwork.Parse("2001::/32");
    private static readonly IPNetwork Translated = IPNetwork.Parse("::ffff:0:0:0/96");
    private static readonly IPNetwork Compatible = IPNetwork.Parse("::/96");

    /// <param name="inner">Null where it cannot be told.</param>
    public static bool IsWrapper(IPAddress address, out IPAddress? inner)
    {
        inner = null;
        if (address.AddressFamily != AddressFamily.InterNetworkV6 || address.Equals(IPAddress.IPv6Loopback) || address.Equals(IPAddress.IPv6Any))
            return false;
        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out _);
        return IsWrapper(address, bytes, ref inner);
    }

    /// <summary>Those outside of the public ranges.</summary>
    public static bool IsTranslated(IPAddress address) =>
        address.IsIPv4MappedToIPv6 || Translated.Contains(address) || Compatible.Contains(address) || Nat64.Contains(address) || LocalNat64.Contains(address);

    public static IPAddress WithoutScope(IPAddress address) =>
        address.AddressFamily == AddressFamily.InterNetworkV6 && address.ScopeId != 0 ? new IPAddress(address.GetAddressBytes()) : address;

    private static bool IsWrapper(IPAddress address, ReadOnlySpan<byte> bytes, ref IPAddress? inner)
    {
        // First of all: IPNetwork takes these for addresses of version 4, and then finds them in networks of version 6 as well.
        if (address.IsIPv4MappedToIPv6)
            inner = address.MapToIPv4();
        else if (LocalNat64.Contains(address))
            inner = Local(bytes);
        else if (IsTranslated(address) || IsIsatap(bytes))
            inner = new IPAddress(bytes[12..]);
        else if (SixToFour.Contains(address))
            inner = new IPAddress(bytes[2..6]);
        else if (Teredo.Contains(address))
            inner = new IPAddress([(byte)~bytes[12], (byte)~bytes[13], (byte)~bytes[14], (byte)~bytes[15]]);
        else
            return false;
        return true;
    }

    /// <summary>Where in it the other address stands is the network's choice; with zeros before the last four bytes there is one way to read it.</summary>
    private static IPAddress? Local(ReadOnlySpan<byte> bytes) => bytes[6..12].ContainsAnyExcept((byte)0) ? null : new IPAddress(bytes[12..]);

    private static bool IsIsatap(ReadOnlySpan<byte> bytes) => bytes[8] is 0 or 2 && bytes[9] == 0 && bytes[10] == 0x5e && bytes[11] == 0xfe;
}
