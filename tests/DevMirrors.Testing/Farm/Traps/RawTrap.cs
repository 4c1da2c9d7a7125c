using System.IO.Pipelines;
using System.Text;
using Microsoft.AspNetCore.Connections;

namespace DevMirrors.Testing;

/// <summary>A trap that writes its own HTTP/1.1, because a web server would do it too well. One request for each connection.</summary>
public abstract record RawTrap : Trap
{
    internal async Task Take(ConnectionContext connection, FarmMirror mirror, CancellationToken end)
    {
        if (await Read(connection.Transport.Input, end) is not { } request)
            return;
        mirror.Heard(request);
        await Task.Delay(mirror.Behaviour.Delay, end);
        var page = mirror.Site.Find(request.Method, request.Path, request.Head) ?? new Page([], Site.Json);
        var answer = new RawAnswer(connection, request, page, end);
        if (IsFor(request.Path))
            await Answer(answer);
        else
            await answer.Write((byte[])[.. answer.Head, .. page.Bytes]);
    }

    internal abstract Task Answer(RawAnswer answer);

    private static async Task<FarmRequest?> Read(PipeReader input, CancellationToken end)
    {
        while (true)
        {
            var read = await input.ReadAsync(end);
            var text = Encoding.Latin1.GetString(read.Buffer);
            var length = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
            input.AdvanceTo(length < 0 ? read.Buffer.Start : read.Buffer.End, read.Buffer.End);
            if (length >= 0)
                return Parse(text[..length]);
            if (read.IsCompleted)
                return null;
        }
    }

    private static FarmRequest Parse(string head)
    {
        var first = head.Split("\r\n")[0].Split(' ');
        var authorization = head.Split("\r\n").FirstOrDefault(l => l.StartsWith("Authorization:", StringComparison.OrdinalIgnoreCase))?["Authorization:".Length..].Trim();
        return new FarmRequest(first[0], first[1], Uri.UnescapeDataString(first[1].Split('?')[0]), authorization, head.ReplaceLineEndings("\n"), "HTTP/1.1");
    }
}

/// <summary>What a raw trap answers with: the connection, and the page that a healthy mirror would send.</summary>
internal sealed record RawAnswer(ConnectionContext Connection, FarmRequest Request, Page Page, CancellationToken End)
{
    /// <summary>The head of a good answer that announces the whole page.</summary>
    public byte[] Head { get; } =
        Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Type: {Page.Type}\r\nContent-Length: {Page.Bytes.Length}\r\nConnection: close\r\n\r\n");

    public async Task Write(ReadOnlyMemory<byte> bytes)
    {
        Request.Sent(bytes.Length);
        // A pipe whose reader is gone takes everything, at once and for ever.
        if ((await Connection.Transport.Output.WriteAsync(bytes, End)).IsCompleted)
            throw new ConnectionAbortedException();
    }
}
