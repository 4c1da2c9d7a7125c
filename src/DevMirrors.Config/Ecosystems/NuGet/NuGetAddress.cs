using NuGet.Configuration;

namespace DevMirrors.Config;

/// <summary>Compares addresses of package sources as NuGet means them.</summary>
internal static class NuGetAddress
{
    // NuGet's own constants: the current feed and the older one, whose host still answers.
    private static readonly string[] UpstreamHosts = [HostOf(NuGetConstants.V3FeedUrl), HostOf(NuGetConstants.V2FeedUrl)];

    public static bool IsUpstream(string address) => HostOf(address) is { Length: > 0 } host && UpstreamHosts.Contains(host);

    /// <summary>Equal but for the case of scheme and host and a slash at the end.</summary>
    public static bool Same(string a, string b) => Normal(a) == Normal(b);

    /// <summary>Whether a password given for one would reach another server at the other.</summary>
    public static bool IsElsewhere(string a, string b) => Authority(a) != Authority(b);

    /// <summary>What people see of an address whose variables are expanded: no path, which may be a variable's value.</summary>
    public static string Shown(string address) => Authority(address) is { Length: > 0 } server ? server : Secrets.Masked;

    /// <summary>Whether the address itself has a user or password in it.</summary>
    public static bool HoldsCredential(string address) => Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.UserInfo.Length > 0;

    /// <summary>Whether NuGet sees from the address itself that it speaks protocol 3.</summary>
    public static bool SaysProtocol3(string address) => address.EndsWith("index.json", StringComparison.OrdinalIgnoreCase);

    /// <summary>Replaces <c>%NAME%</c> by the variable; NuGet leaves what is unset as it is written.</summary>
    public static string Expand(string text, Machine machine)
    {
        for (var start = text.IndexOf('%'); start >= 0;)
        {
            var end = text.IndexOf('%', start + 1);
            if (end < 0)
                break;
            if (machine.Variable(text[(start + 1)..end]) is { } value)
            {
                text = string.Concat(text.AsSpan(0, start), value, text.AsSpan(end + 1));
                end = start + value.Length - 1;
                start = end + 1 < text.Length ? text.IndexOf('%', end + 1) : -1;
            }
            else
                start = end;
        }
        return text;
    }

    private static string Normal(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && !uri.IsFile
            ? $"{uri.Scheme}://{uri.Authority}{uri.PathAndQuery.TrimEnd('/')}"
            : address.TrimEnd('/', '\\');

    private static string Authority(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) ? $"{uri.Scheme}://{uri.Authority}" : "";

    private static string HostOf(string address) => Uri.TryCreate(address, UriKind.Absolute, out var uri) && !uri.IsFile ? uri.IdnHost : "";
}
