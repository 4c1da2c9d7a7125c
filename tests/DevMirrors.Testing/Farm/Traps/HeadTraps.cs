using System.Text;

namespace DevMirrors.Testing;

/// <summary>The head of the answer never ends: header after header, or one header without an end.</summary>
public sealed record EndlessHeadersTrap(bool InOneLine = false) : RawTrap
{
    internal override async Task Answer(RawAnswer answer)
    {
        await answer.Write("HTTP/1.1 200 OK\r\n"u8.ToArray());
        var part = Encoding.ASCII.GetBytes(new string('a', 1000));
        for (var i = 0; ; i++)
        {
            if (!InOneLine || i == 0)
                await answer.Write(Encoding.ASCII.GetBytes($"X-Header-{i}: "));
            await answer.Write(part);
            if (!InOneLine)
                await answer.Write("\r\n"u8.ToArray());
        }
    }
}

/// <summary>The answer comes a byte at a time, its head included.</summary>
public sealed record DripTrap(TimeSpan BetweenBytes) : RawTrap
{
    internal override async Task Answer(RawAnswer answer)
    {
        foreach (var b in answer.Head.Concat(answer.Page.Bytes))
        {
            await answer.Write(new[] { b });
            await Task.Delay(BetweenBytes, answer.End);
        }
    }
}
