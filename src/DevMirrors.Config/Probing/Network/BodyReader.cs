using System.Buffers;
using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;

namespace DevMirrors.Config;

/// <summary>Reads a body as far as it is needed: an answer whole or not at all, of any other page the beginning.</summary>
internal static class BodyReader
{
    /// <summary>Enough to see what kind of page it is.</summary>
    public const int PageBytes = 8 << 10;

    private const int ChunkBytes = 16 << 10;

    /// <param name="isAnswer">Must come whole; of anything else what lies beyond <paramref name="most"/> is left unread.</param>
    public static async Task Read(HttpResponseMessage response, ReplyDraft draft, int most, bool isAnswer, CancellationToken token)
    {
        if (isAnswer && Length(response) is { } length && length > most)
            throw TooLarge(length, most);
        var encoding = Encoding(response);
        if (encoding is not ("" or "identity" or "gzip" or "x-gzip"))
        {
            if (isAnswer)
                throw new ProbeException(FailureKind.Protocol, $"the answer is encoded as `{encoding}`, although no encoding was asked for");
            return;
        }
        using var wire = new Wire(await response.Content.ReadAsStreamAsync(token), draft, most);
        if (encoding is "" or "identity")
            await Copy(wire, draft, most, isAnswer, token);
        else
            await Unpack(wire, draft, most, isAnswer, token);
    }

    /// <summary>A length that is no number is nothing to the handler, which then reads on until the connection ends.</summary>
    private static long? Length(HttpResponseMessage response)
    {
        var headers = response.Content.Headers;
        return headers.ContentLength is null && headers.NonValidated.Contains("Content-Length")
            ? throw new ProbeException(FailureKind.Protocol, "the length that the answer tells is no number")
            : headers.ContentLength;
    }

    private static string Encoding(HttpResponseMessage response) =>
        response.Content.Headers.NonValidated.TryGetValues("Content-Encoding", out var values) ? Wording.OneLine(string.Join(", ", values), 40).Trim().ToLowerInvariant() : "";

    private static async Task Unpack(Wire wire, ReplyDraft draft, int most, bool isAnswer, CancellationToken token)
    {
        using var unpacked = new GZipStream(wire, CompressionMode.Decompress);
        // GZipStream takes the end of the data for the end of the content: https://github.com/dotnet/runtime/issues/47563
        if (await Copy(unpacked, draft, most, isAnswer, token) && isAnswer && wire.LastWord != (uint)draft.Reply.Body.Length)
            throw new ProbeException(FailureKind.CutShort, "the gzip data of the answer ends before its content does");
    }

    /// <returns>Whether the end was reached.</returns>
    private static async Task<bool> Copy(Stream from, ReplyDraft draft, int most, bool isAnswer, CancellationToken token)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(ChunkBytes);
        try
        {
            long first = 0;
            while (await from.ReadAsync(buffer.AsMemory(0, ChunkBytes), token) is > 0 and var read)
            {
                first = first == 0 ? Stopwatch.GetTimestamp() : first;
                draft.Took(Stopwatch.GetElapsedTime(first));
                var room = most - (int)draft.Reply.Body.Length;
                Keep(draft.Reply.Body, buffer.AsSpan(0, Math.Min(read, room)));
                if (read > room)
                    return isAnswer ? throw TooLarge(null, most) : false;
            }
            return true;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static void Keep(ReplyBody body, ReadOnlySpan<byte> bytes)
    {
        try
        {
            body.Append(bytes);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ProbeException(FailureKind.Local, $"no room for a temporary file: {Wording.OneLine(e.Message)}");
        }
    }

    public static ProbeException TooLarge(long? length, int most) => new(FailureKind.TooLarge, string.Create(
        CultureInfo.InvariantCulture, $"the answer is {(length is null ? "" : $"{length} bytes long, ")}more than the {most} bytes that are read of it"));
}
