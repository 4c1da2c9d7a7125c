using System.Buffers;
using System.Net;
using System.Net.Sockets;

namespace DevMirrors.Config;

/// <summary>Why an address is not accepted.</summary>
public enum UrlFaultKind
{
    /// <summary>It has a part that is not allowed, or a form that programs read differently.</summary>
    Form,

    /// <summary>It carries a user or password.</summary>
    Credential,

    /// <summary>It is plain http, and nothing says that this is meant.</summary>
    PlainHttp,
}

/// <param name="Reason">A sentence part: <c>it has a query</c>.</param>
public sealed record UrlFault(UrlFaultKind Kind, string Reason);

/// <summary>
/// Judges the address of a mirror by its characters, before any library reads it: System.Uri and the clients disagree about odd forms,
/// and what one of them reads as another host is a way around every check. https://www.rfc-editor.org/rfc/rfc3986
/// </summary>
public static class MirrorUrl
{
    private const int MaxLength = 2048;

    // What RFC 3986 allows, which has no quote, space, backslash, brace or |: nothing that a client's file needs escaping for, or expands.
    private static readonly SearchValues<char> Allowed =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~:/?#[]@!$&'()*+,;=%");

    /// <summary>Whether somebody meant an address rather than an id.</summary>
    public static bool LooksLikeOne(string text) => text.Contains(':') || text.StartsWith("//", StringComparison.Ordinal);

    /// <summary>Null where the address is fine.</summary>
    /// <param name="ecosystem">Whose client will hold the address in its own format.</param>
    /// <param name="isInsecure">Whether plain http was asked for.</param>
    public static UrlFault? Judge(string url, string ecosystem, bool isInsecure)
    {
        var scheme = url.StartsWith("https://", StringComparison.Ordinal) ? 8 : url.StartsWith("http://", StringComparison.Ordinal) ? 7 : 0;
        var end = scheme == 0 ? -1 : url.AsSpan(scheme).IndexOfAny('/', '?', '#');
        var authority = scheme == 0 ? "" : end < 0 ? url[scheme..] : url[scheme..(scheme + end)];
        return url.Contains("://", StringComparison.Ordinal) && HasUser(url) ? new UrlFault(UrlFaultKind.Credential, "it holds a user or password")
            : JudgeCharacters(url) is { } characters ? Form(characters)
            : scheme == 0 ? Form("it does not begin with `https://`")
            : url.Contains('#') ? Form("it has a fragment (`#`)")
            : url.Contains('?') ? Form("it has a query (`?`)")
            : UrlHost.Judge(authority) is { } host ? Form(host)
            : JudgePath(url[(scheme + authority.Length)..]) is { } path ? Form(path)
            : JudgeForClient(url, ecosystem) is { } client ? Form(client)
            : scheme == 7 && !isInsecure ? new UrlFault(UrlFaultKind.PlainHttp, "it is plain http")
            : null;
    }

    private static UrlFault Form(string reason) => new(UrlFaultKind.Form, reason);

    private static bool HasUser(string url)
    {
        var rest = url.AsSpan(url.IndexOf("://", StringComparison.Ordinal) + 3);
        var end = rest.IndexOfAny('/', '?', '#');
        return (end < 0 ? rest : rest[..end]).Contains('@');
    }

    private static string? JudgeCharacters(string url)
    {
        if (url.Length > MaxLength)
            return $"it is longer than {MaxLength} characters";
        if (url.AsSpan().IndexOfAnyExcept(Allowed) is not (>= 0 and var at))
            return null;
        return url[at] switch
        {
            '\\' => "it has a backslash",
            ' ' => "it has a space",
            var c when char.IsControl(c) => "it has a line break or another control character",
            > '~' => "it has a character outside ASCII; write the host in punycode and escape the path",
            var c => $"it has a `{(c == '`' ? "backquote" : c)}`",
        };
    }

    private static string? JudgePath(string path)
    {
        for (var i = path.IndexOf('%'); i >= 0; i = path.IndexOf('%', i + 1))
        {
            if (i + 2 >= path.Length || !char.IsAsciiHexDigit(path[i + 1]) || !char.IsAsciiHexDigit(path[i + 2]))
                return "it has a `%` that escapes nothing";
            var escaped = Convert.ToInt32(path.Substring(i + 1, 2), 16);
            if (escaped is < 0x20 or 0x7F or '\\')
                return "it escapes a control character or a backslash";
        }
        var segments = path.Split('/').Select(s => s.Replace("%2e", ".", StringComparison.OrdinalIgnoreCase));
        return segments.Any(s => s is "." or "..") ? "its path has a `.` or `..`" : null;
    }

    private static string? JudgeForClient(string url, string ecosystem) => ecosystem switch
    {
        "go" when url.Contains(',') => "it has a `,`, which begins the next entry of GOPROXY",
        "npm" when url.Contains(';') => "it has a `;`, which begins a comment in .npmrc",
        "nuget" when url.Contains(';') => "it has a `;`, which begins the next source for NuGet",
        "nuget" when Variable(url) is { } variable => $"it has `{variable}`, which NuGet reads as an environment variable; it could be a secret",
        _ => null,
    };

    // NuGet replaces %NAME% in every value, and the host would be sent what the variable holds. Escapes make such names: %DB_PASSWORD%20.
    // Those that begin with an escaped space are let through, because names of projects have several, and names of variables do not begin with 20.
    private static string? Variable(string url)
    {
        for (var start = url.IndexOf('%'); start >= 0 && url.IndexOf('%', start + 1) is > 0 and var end; start = end)
            if (!url.AsSpan(start + 1).StartsWith("20"))
                return url[start..(end + 1)];
        return null;
    }
}

/// <summary>Judges the host and port of an address.</summary>
internal static class UrlHost
{
    /// <summary>A sentence part, or null where it is fine.</summary>
    public static string? Judge(string authority)
    {
        var host = authority;
        if (authority.LastIndexOf(':') is >= 0 and var colon && !authority.EndsWith(']'))
        {
            if (!IsPort(authority.AsSpan(colon + 1)))
                return "its port is not a number from 1 to 65535";
            host = authority[..colon];
        }
        if (host.Length == 0)
            return "it has no host";
        return host.StartsWith('[') ? JudgeIPv6(host) : EndsInNumber(host) ? JudgeIPv4(host) : JudgeName(host);
    }

    private static bool IsPort(ReadOnlySpan<char> text) =>
        text.Length is > 0 and <= 5 && text.IndexOfAnyExceptInRange('0', '9') < 0 && int.Parse(text, System.Globalization.CultureInfo.InvariantCulture) is > 0 and <= 65535;

    // As https://url.spec.whatwg.org/#ends-in-a-number-checker: everything else that ends so (0x7f.1, 2130706433, 127.1) is an address to some programs and a name to others.
    private static bool EndsInNumber(string host)
    {
        var last = host.TrimEnd('.').Split('.')[^1];
        return last.All(char.IsAsciiDigit) || (last.StartsWith("0x", StringComparison.OrdinalIgnoreCase) && last.Skip(2).All(char.IsAsciiHexDigit));
    }

    private static string? JudgeIPv4(string host) =>
        IPAddress.TryParse(host, out var address) && address.AddressFamily == AddressFamily.InterNetwork && address.ToString() == host
            ? JudgeAddress(address)
            : "its host is a number in an odd form; write four decimal numbers";

    private static string? JudgeIPv6(string host)
    {
        if (!host.EndsWith(']') || host.Contains('%') || !IPAddress.TryParse(host.AsSpan(1, host.Length - 2), out var address) || address.AddressFamily != AddressFamily.InterNetworkV6)
            return "its host is not an IPv6 address";
        return AddressForms.IsWrapper(address, out _)
            ? "its host is an IPv4 address in the form of an IPv6 one"
            : JudgeAddress(address);
    }

    private static string? JudgeAddress(IPAddress address)
    {
        var bytes = address.GetAddressBytes();
        var isNowhere = address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any);
        var isLinkLocal = address.IsIPv6LinkLocal || address.IsIPv6SiteLocal || (bytes.Length == 4 && bytes[0] == 169 && bytes[1] == 254);
        var isMulticast = address.IsIPv6Multicast || (bytes.Length == 4 && bytes[0] >= 224);
        return isNowhere || isLinkLocal || isMulticast ? "its host is an unspecified, link-local, multicast or reserved address" : null;
    }

    private static string? JudgeName(string host)
    {
        if (host.Length > 253 || host.Split('.').Any(label => !IsLabel(label)))
            return "its host is not a valid name";
        return Uri.TryCreate("https://" + host + "/", UriKind.Absolute, out var uri) && string.Equals(uri.IdnHost, host, StringComparison.OrdinalIgnoreCase)
            ? null
            : "its host is not a valid name";
    }

    private static bool IsLabel(string label) =>
        label.Length is > 0 and <= 63 && label[0] != '-' && label[^1] != '-' && label.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');
}
