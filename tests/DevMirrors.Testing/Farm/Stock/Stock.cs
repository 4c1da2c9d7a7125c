using System.Collections.Concurrent;

namespace DevMirrors.Testing;

/// <summary>The packages of a farm in one variant of their bytes, each made when it is first wanted.</summary>
public sealed class Stock
{
    private readonly FarmPackages _packages;
    private readonly int _variant;
    private readonly ConcurrentDictionary<string, Lazy<object>> _made = new();

    internal Stock(FarmPackages packages, int variant) => (_packages, _variant) = (packages, variant);

    /// <summary><c>h1:…</c> of the module's zip, as go.sum has it.</summary>
    public string GoSum(string version) => Go(version).Sum;

    /// <summary><c>h1:…</c> of the go.mod alone.</summary>
    public string GoModSum(string version) => Go(version).ModSum;

    /// <summary><c>sha512-…</c>, as a lock file has it.</summary>
    public string NpmIntegrity(string version) => "sha512-" + Npm(version).Sha512;

    /// <summary>Base64 of the SHA-512, as packages.lock.json has it for a package that is not signed.</summary>
    public string NuGetHash(string version) => NuGet(version).Sha512;

    /// <summary><c>sha256:…</c> of the index that the tag names.</summary>
    public string ImageDigest(string version) => Image(version).IndexDigest;

    /// <summary><c>sha256:…</c> of the image's one layer.</summary>
    public string LayerDigest(string version) => Image(version).LayerDigest;

    internal GoModule Go(string version) => Made($"go {version}", () => GoModule.Make(_packages.GoModule, "v" + version, Payload(version), _variant));

    internal Package Npm(string version) => Made($"npm {version}", () => new Package(NpmTarball.Make(_packages.Npm, version, Payload(version))));

    internal Package NuGet(string version) => Made($"nuget {version}", () => new Package(Archives.Nupkg(_packages.NuGet, version, Payload(version))));

    internal OciImage Image(string version) => Made($"image {version}", () => OciImage.Make(_packages.Releases.First(r => r.Version == version), Payload(version)));

    private T Made<T>(string key, Func<T> make) where T : class => (T)_made.GetOrAdd(key, _ => new Lazy<object>(make)).Value;

    // The same noise in every run: a seeded Random keeps its sequence.
    private byte[] Payload(string version)
    {
        var bytes = new byte[_packages.Size];
        new Random(version.Aggregate(17 + _variant * 7919, (sum, c) => unchecked(sum * 31 + c))).NextBytes(bytes);
        return bytes;
    }
}
