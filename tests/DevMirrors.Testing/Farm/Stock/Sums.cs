using System.Security.Cryptography;
using System.Text;

namespace DevMirrors.Testing;

/// <summary>The sums by which the ecosystems know their packages.</summary>
internal static class Sums
{
    public static string Sha512(byte[] bytes) => Convert.ToBase64String(SHA512.HashData(bytes));

    public static string Digest(byte[] bytes) => "sha256:" + Convert.ToHexStringLower(SHA256.HashData(bytes));

    /// <summary>Go's hash of a list of hashes, in the order of the names: https://go.dev/ref/mod#go-sum-files.</summary>
    public static string GoHash(params (string Name, byte[] Bytes)[] files)
    {
        var list = string.Concat(files.OrderBy(f => f.Name, StringComparer.Ordinal)
            .Select(f => $"{Convert.ToHexStringLower(SHA256.HashData(f.Bytes))}  {f.Name}\n"));
        return "h1:" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(list)));
    }
}
