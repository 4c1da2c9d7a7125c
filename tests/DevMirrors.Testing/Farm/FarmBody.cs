using Microsoft.AspNetCore.Http;

namespace DevMirrors.Testing;

/// <summary>Sends a page: whole or the range that was asked for, at once or slowly.</summary>
internal static class FarmBody
{
    // Often enough that a slow body does not come in gusts.
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(50);

    public static async Task Send(HttpContext context, Page page, FarmRequest request, Behaviour behaviour, string? type = null)
    {
        var body = Range(context, page.Bytes);
        context.Response.ContentType = type ?? page.Type;
        context.Response.ContentLength = body.Length;
        if (page.Type == OciImage.IndexType || page.Digest is not null || request.Path == "/v2/")
            context.Response.Headers["Docker-Distribution-Api-Version"] = "registry/2.0";
        if (page.Digest is not null)
            context.Response.Headers["Docker-Content-Digest"] = page.Digest;
        if (request.Method == "HEAD")
            return;
        if (behaviour.BodyDelay > TimeSpan.Zero)
        {
            await context.Response.StartAsync(context.RequestAborted);
            await FarmAnswers.Wait(behaviour.BodyDelay, context);
        }
        await Write(context, body, request, behaviour.BytesPerSecond);
    }

    public static async Task Write(HttpContext context, ReadOnlyMemory<byte> body, FarmRequest request, double? bytesPerSecond = null)
    {
        var size = bytesPerSecond is { } speed ? (int)Math.Max(1, speed * Tick.TotalSeconds) : body.Length;
        while (body.Length > 0)
        {
            var part = body[..Math.Min(size, body.Length)];
            // Counted first: who has read it all must find it counted.
            request.Sent(part.Length);
            await context.Response.Body.WriteAsync(part, context.RequestAborted);
            body = body[part.Length..];
            if (bytesPerSecond is { } rate)
                await Task.Delay(TimeSpan.FromSeconds(part.Length / rate), context.RequestAborted);
        }
    }

    private static ReadOnlyMemory<byte> Range(HttpContext context, byte[] bytes)
    {
        context.Response.Headers.AcceptRanges = "bytes";
        if (context.Request.GetTypedHeaders().Range is not { Ranges: { Count: 1 } ranges } || ranges.First() is not { From: { } from } range || from >= bytes.Length)
            return bytes;
        var to = Math.Min(range.To ?? long.MaxValue, bytes.Length - 1);
        context.Response.StatusCode = StatusCodes.Status206PartialContent;
        context.Response.Headers.ContentRange = $"bytes {from}-{to}/{bytes.Length}";
        return bytes.AsMemory((int)from, (int)(to - from + 1));
    }
}
