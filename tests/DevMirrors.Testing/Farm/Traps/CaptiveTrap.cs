using Microsoft.AspNetCore.Http;

namespace DevMirrors.Testing;

/// <summary>A login page for everything, with status 200; at once, or after a redirect to <c>/login</c>.</summary>
public sealed record CaptiveTrap(bool Redirects = false) : AnswerTrap
{
    internal override async Task Answer(HttpContext context, FarmRequest request, FarmMirror mirror)
    {
        if (Redirects && request.Path != "/login")
        {
            context.Response.Redirect(mirror.Url + "/login");
            return;
        }
        context.Response.ContentType = "text/html; charset=utf-8";
        await FarmBody.Write(context, "<!doctype html><html><head><title>Sign in</title></head><body><form>Welcome to the hotel.</form></body></html>\n"u8.ToArray(), request);
    }
}
