using System.Security.Cryptography;

namespace DevMirrors.Config;

/// <summary>Digests of images: https://github.com/opencontainers/image-spec/blob/main/descriptor.md#digests.</summary>
internal static class RegistryDigest
{
    /// <summary>Of the same bytes, by the same algorithm as another digest; null where that one's algorithm is not known.</summary>
    public static string? Like(string other, ReplyBody body) => other.Split(':')[0] switch
    {
        "sha256" => "sha256:" + Hex(body, HashAlgorithmName.SHA256),
        "sha512" => "sha512:" + Hex(body, HashAlgorithmName.SHA512),
        _ => null,
    };

    /// <summary>Whether the bytes are not what the digest says; what nobody can compute is not held against a registry.</summary>
    public static bool IsWrong(string digest, ReplyBody body) => Like(digest, body) is { } right && right != digest;

    private static string Hex(ReplyBody body, HashAlgorithmName algorithm)
    {
        using var hash = IncrementalHash.CreateHash(algorithm);
        return Convert.ToHexStringLower(BodyHash.Of(body, hash));
    }
}
