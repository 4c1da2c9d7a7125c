using System.IO.Compression;
using Microsoft.AspNetCore.Http;

namespace DevMirrors.Testing;

/// <summary>The right bytes under a wrong name.</summary>
public sealed record WrongContentTypeTrap(string Type = "text/html") : AnswerTrap
{
    internal override async Task Answer(HttpContext context, FarmRequest request, FarmMirror mirror)
    {
        if (mirror.Site.Find(request.Method, request.Path, context.Request.Headers.Accept.ToString()) is { } page)
            await FarmBody.Send(context, page, request, mirror.Behaviour, Type);
        else
            context.Response.StatusCode = StatusCodes.Status404NotFound;
    }
}

/// <summary>A body of blanks that begins any JSON: a gibibyte that is announced, or one without an end.</summary>
public sealed record HugeBodyTrap(long? Announced = 1L << 30) : AnswerTrap
{
    private static readonly byte[] Blanks = [.. Enumerable.Repeat((byte)' ', 64 * 1024)];

    internal override async Task Answer(HttpContext context, FarmRequest request, FarmMirror mirror)
    {
        context.Response.ContentType = Site.Json;
        context.Response.ContentLength = Announced;
        for (var left = Announced ?? long.MaxValue; left > 0; left -= Blanks.Length)
        {
            await FarmBody.Write(context, Blanks.AsMemory(0, (int)Math.Min(left, Blanks.Length)), request);
            // Where the reader is gone a write ends at once, and word of that needs a thread, too.
            await Task.Yield();
        }
    }
}

/// <summary>A mebibyte that unpacks to a gibibyte of blanks.</summary>
public sealed record GzipBombTrap : AnswerTrap
{
    private const int Members = 64;

    // A gzip file may be several in a row.
    private static readonly Lazy<byte[]> Member = new(() => Archives.Gzip([.. Enumerable.Repeat((byte)' ', (1 << 30) / Members)], CompressionLevel.SmallestSize));

    internal override async Task Answer(HttpContext context, FarmRequest request, FarmMirror mirror)
    {
        context.Response.ContentType = Site.Json;
        context.Response.Headers.ContentEncoding = "gzip";
        for (var i = 0; i < Members; i++)
            await FarmBody.Write(context, Member.Value, request);
    }
}
