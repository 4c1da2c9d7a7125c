using System.Security.Cryptography;
using CsCheck;

namespace DevMirrors.Config.Tests;

public class Sha256Tests
{
    [Fact]
    public void Every_length_around_the_blocks_hashes_as_the_framework_does()
    {
        var bytes = Enumerable.Range(0, 300).Select(i => (byte)(i * 7)).ToArray();

        for (var length = 0; length <= bytes.Length; length++)
            Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(bytes.AsSpan(0, length))), Sha256.Hex(bytes.AsSpan(0, length)));
    }

    [Fact]
    public void Any_content_hashes_as_the_framework_does() =>
        Gen.Byte.Array[0, 5000].Sample(bytes => Convert.ToHexStringLower(SHA256.HashData(bytes)) == Sha256.Hex(bytes));
}
