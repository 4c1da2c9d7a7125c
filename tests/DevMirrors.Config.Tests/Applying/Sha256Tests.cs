using System.Security.Cryptography;

namespace DevMirrors.Config.Tests;

public sealed class Sha256Tests
{
    [Fact]
    public void It_is_the_same_as_the_frameworks_for_every_length_around_the_block_boundaries()
    {
        var bytes = new byte[300];
        new Random(1).NextBytes(bytes);
        for (var length = 0; length <= bytes.Length; length++)
            Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(bytes.AsSpan(0, length))), Sha256.Hex(bytes.AsSpan(0, length)));
    }

    [Fact]
    public void It_is_the_same_as_the_frameworks_for_a_file_of_the_largest_size()
    {
        var bytes = new byte[FileSnapshot.MaxBytes];
        new Random(2).NextBytes(bytes);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(bytes)), Sha256.Hex(bytes));
    }
}
