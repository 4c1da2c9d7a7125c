namespace DevMirrors.Testing;

/// <summary>An archive and its sum, which many mirrors tell and nobody wants to calculate for each.</summary>
internal sealed class Package(byte[] bytes)
{
    public byte[] Bytes { get; } = bytes;

    /// <summary>Base64 of the SHA-512.</summary>
    public string Sha512 { get; } = Sums.Sha512(bytes);
}
