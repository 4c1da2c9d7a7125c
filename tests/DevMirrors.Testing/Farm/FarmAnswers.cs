using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace DevMirrors.Testing;

/// <summary>Answers the requests to one mirror: the trap first, then what a healthy one has.</summary>
internal sealed class FarmAnswers(FarmMirror mirror)
{
    public async Task Answer(HttpContext context)
    {
        var request = Hear(context);
        var behaviour = mirror.Behaviour;
        try
        {
            await Wait(behaviour.Delay, context);
            if (behaviour.Trap is AnswerTrap trap && trap.IsFor(request.Path))
                await trap.Answer(context, request, mirror);
            else
                await Serve(context, request, mirror);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            // The client has had enough, or the farm is closing.
        }
    }

    internal static async Task Serve(HttpContext context, FarmRequest request, FarmMirror mirror)
    {
        if (mirror.Behaviour.AsksForToken && await TokenGate.Answers(context, request.Path, mirror.Url))
            return;
        if (mirror.Site.Find(request.Method, request.Path, context.Request.Headers.Accept.ToString()) is { } page)
            await FarmBody.Send(context, page, request, mirror.Behaviour);
        else
            context.Response.StatusCode = StatusCodes.Status404NotFound;
    }

    internal static Task Wait(TimeSpan delay, HttpContext context) =>
        delay > TimeSpan.Zero ? Task.Delay(delay, context.RequestAborted) : Task.CompletedTask;

    private FarmRequest Hear(HttpContext context)
    {
        var target = context.Features.Get<IHttpRequestFeature>()!.RawTarget;
        // npm asks for @scope%2fname, which Kestrel leaves as it is.
        var path = Uri.UnescapeDataString(context.Request.Path.Value ?? "/");
        var method = context.Request.Method;
        var head = $"{method} {target}\n{string.Join('\n', context.Request.Headers.Select(h => $"{h.Key}: {h.Value}"))}";
        var request = new FarmRequest(method, target, path, context.Request.Headers.Authorization.FirstOrDefault(), head, context.Request.Protocol);
        mirror.Heard(request);
        return request;
    }
}
