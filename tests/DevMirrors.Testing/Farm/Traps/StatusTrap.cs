using Microsoft.AspNetCore.Http;

namespace DevMirrors.Testing;

/// <summary>The same status for everything, with a short text.</summary>
/// <param name="RetryAfter">Seconds, or a date as HTTP writes it.</param>
/// <param name="Challenge">For <c>WWW-Authenticate</c>.</param>
public sealed record StatusTrap(int Status, string? RetryAfter = null, string? Challenge = null) : AnswerTrap
{
    internal override async Task Answer(HttpContext context, FarmRequest request, FarmMirror mirror)
    {
        context.Response.StatusCode = Status;
        context.Response.ContentType = "text/plain";
        if (RetryAfter is not null)
            context.Response.Headers.RetryAfter = RetryAfter;
        if (Challenge is not null)
            context.Response.Headers.WWWAuthenticate = Challenge;
        await FarmBody.Write(context, System.Text.Encoding.ASCII.GetBytes($"This mirror answers {Status}.\n"), request);
    }
}
