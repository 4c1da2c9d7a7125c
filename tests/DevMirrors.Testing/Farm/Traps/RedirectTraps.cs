using Microsoft.AspNetCore.Http;

namespace DevMirrors.Testing;

/// <summary>Sends everybody to itself, each time at an address that was not there before.</summary>
public sealed record RedirectLoopTrap : AnswerTrap
{
    internal override Task Answer(HttpContext context, FarmRequest request, FarmMirror mirror)
    {
        context.Response.Redirect($"{mirror.Url}{request.Path}?{mirror.Asked.Count}");
        return Task.CompletedTask;
    }
}

/// <summary>Sends everybody to another address: inside, at a lower scheme, at another mirror.</summary>
/// <param name="Url">Where to.</param>
/// <param name="KeepsTarget">The path and query asked for are put behind it.</param>
public sealed record RedirectTrap(string Url, bool KeepsTarget = false, int Status = 302) : AnswerTrap
{
    internal override Task Answer(HttpContext context, FarmRequest request, FarmMirror mirror)
    {
        context.Response.StatusCode = Status;
        context.Response.Headers.Location = KeepsTarget ? Url + request.Target : Url;
        return Task.CompletedTask;
    }
}
