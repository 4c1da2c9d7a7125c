using System.Buffers.Binary;
using System.Numerics;

namespace DevMirrors.Config;

/// <summary>
/// SHA-256 (FIPS 180-4) in managed code: .NET's own loads OpenSSL, which costs every start more than all of its hashes do
/// (4 ms and 5 MiB, for a few KiB). A test compares the two.
/// </summary>
internal static class Sha256
{
    private const int BlockSize = 64;

    private static readonly uint[] Constants =
    [
        0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
        0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
        0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
        0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
        0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
        0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
        0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
        0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
    ];

    /// <summary>The hash in lower-case hex.</summary>
    public static string Hex(ReadOnlySpan<byte> bytes)
    {
        Span<uint> state = [0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19];
        var whole = bytes.Length - (bytes.Length % BlockSize);
        for (var at = 0; at < whole; at += BlockSize)
            Add(state, bytes.Slice(at, BlockSize));
        AddLast(state, bytes[whole..], bytes.Length);
        Span<byte> hash = stackalloc byte[32];
        for (var i = 0; i < state.Length; i++)
            BinaryPrimitives.WriteUInt32BigEndian(hash[(4 * i)..], state[i]);
        return Convert.ToHexStringLower(hash);
    }

    // A one bit, zeros, and the length in bits: in one block, or two where the rest is too long.
    private static void AddLast(Span<uint> state, ReadOnlySpan<byte> rest, long length)
    {
        Span<byte> last = stackalloc byte[2 * BlockSize];
        last.Clear();
        rest.CopyTo(last);
        last[rest.Length] = 0x80;
        var end = rest.Length < BlockSize - 8 ? BlockSize : 2 * BlockSize;
        BinaryPrimitives.WriteInt64BigEndian(last[(end - 8)..], length * 8);
        for (var at = 0; at < end; at += BlockSize)
            Add(state, last.Slice(at, BlockSize));
    }

    private static void Add(Span<uint> state, ReadOnlySpan<byte> block)
    {
        Span<uint> w = stackalloc uint[BlockSize];
        for (var i = 0; i < 16; i++)
            w[i] = BinaryPrimitives.ReadUInt32BigEndian(block[(4 * i)..]);
        for (var i = 16; i < BlockSize; i++)
            w[i] = w[i - 16] + Mix(w[i - 15], 7, 18, w[i - 15] >> 3) + w[i - 7] + Mix(w[i - 2], 17, 19, w[i - 2] >> 10);
        var (a, b, c, d) = (state[0], state[1], state[2], state[3]);
        var (e, f, g, h) = (state[4], state[5], state[6], state[7]);
        for (var i = 0; i < BlockSize; i++)
        {
            var first = h + Mix(e, 6, 11, BitOperations.RotateRight(e, 25)) + ((e & f) ^ (~e & g)) + Constants[i] + w[i];
            var second = Mix(a, 2, 13, BitOperations.RotateRight(a, 22)) + ((a & b) ^ (a & c) ^ (b & c));
            (h, g, f, e, d, c, b, a) = (g, f, e, d + first, c, b, a, first + second);
        }
        ReadOnlySpan<uint> added = [a, b, c, d, e, f, g, h];
        for (var i = 0; i < added.Length; i++)
            state[i] += added[i];
    }

    private static uint Mix(uint x, int first, int second, uint rest) => BitOperations.RotateRight(x, first) ^ BitOperations.RotateRight(x, second) ^ rest;
}
