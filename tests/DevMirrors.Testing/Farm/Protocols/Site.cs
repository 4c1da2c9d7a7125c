using System.Text;

namespace DevMirrors.Testing;

/// <summary>An answer that is ready to be sent.</summary>
/// <param name="Digest">For the header that image registries send; null elsewhere.</param>
internal sealed record Page(byte[] Bytes, string Type, string? Digest = null);

/// <summary>What a mirror is asked to show, and of what.</summary>
/// <param name="Told">What its metadata is about.</param>
/// <param name="Sent">What its packages are.</param>
/// <param name="Releases">Those that it has, the oldest first; none where it lacks the package.</param>
/// <param name="Url">Its own address, without a trailing slash.</param>
internal sealed record Exhibit(FarmPackages Packages, Stock Told, Stock Sent, IReadOnlyList<Release> Releases, Lack Lacks, string Url)
{
    public bool Has(Lack endpoint) => (Lacks & endpoint) == 0;
}

/// <summary>Everything that a mirror serves, by path.</summary>
internal sealed class Site
{
    public const string Json = "application/json";
    public const string Binary = "application/octet-stream";

    private readonly Dictionary<string, Page> _pages = new(StringComparer.Ordinal);

    public static Site Of(Exhibit exhibit)
    {
        var site = new Site();
        GoProtocol.Add(site, exhibit);
        NpmProtocol.Add(site, exhibit);
        NuGetProtocol.Add(site, exhibit);
        ImageProtocol.Add(site, exhibit);
        return site;
    }

    public void Add(string path, string text, string type = Json) => Add(path, Encoding.UTF8.GetBytes(text), type);

    public void Add(string path, byte[] bytes, string type = Binary, string? digest = null) => _pages[path] = new Page(bytes, type, digest);

    /// <summary>HEAD is GET here; any other method has a page of its own, as have requests that accept npm's short metadata.</summary>
    /// <param name="path">Decoded.</param>
    public Page? Find(string method, string path, string accept)
    {
        if (method is not ("GET" or "HEAD"))
            return _pages.GetValueOrDefault($"{method} {path}");
        return accept.Contains(NpmProtocol.ShortType, StringComparison.Ordinal) && _pages.TryGetValue(path + NpmProtocol.Short, out var page)
            ? page
            : _pages.GetValueOrDefault(path);
    }
}
