using System.Security.Cryptography;

namespace DevMirrors.Config;

internal static class BodyHash
{
    /// <summary>The hash of all bytes.</summary>
    public static byte[] Of(ReplyBody body, IncrementalHash hash)
    {
        var stream = body.Open();
        var buffer = new byte[16 * 1024];
        for (int read; (read = stream.Read(buffer)) > 0;)
            hash.AppendData(buffer, 0, read);
        return hash.GetHashAndReset();
    }
}

/// <summary>A hash as people compare it: its beginning.</summary>
internal static class Short
{
    public static string Of(string sum) => sum.Length <= 20 ? sum : sum[..20] + "…";
}
