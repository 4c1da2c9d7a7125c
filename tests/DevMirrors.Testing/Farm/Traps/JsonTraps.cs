using System.Text;
using Microsoft.AspNetCore.Http;

namespace DevMirrors.Testing;

/// <summary>JSON for everything that stops in the middle; the answer itself is complete.</summary>
public sealed record BrokenJsonTrap : AnswerTrap
{
    internal override async Task Answer(HttpContext context, FarmRequest request, FarmMirror mirror)
    {
        context.Response.ContentType = Site.Json;
        await FarmBody.Write(context, "{\"name\": \"demo\", \"versions\": {\"1.0.0\": {\"dist"u8.ToArray(), request);
    }
}

/// <summary>JSON that is right, and as deep as it says.</summary>
public sealed record DeepJsonTrap(int Levels = 100_000) : AnswerTrap
{
    private readonly byte[] _bytes = Encoding.ASCII.GetBytes($"{string.Concat(Enumerable.Repeat("{\"versions\":", Levels))}1{new string('}', Levels)}");

    internal override async Task Answer(HttpContext context, FarmRequest request, FarmMirror mirror)
    {
        context.Response.ContentType = Site.Json;
        await FarmBody.Write(context, _bytes, request);
    }
}
