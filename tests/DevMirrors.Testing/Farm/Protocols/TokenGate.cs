using System.Text;
using Microsoft.AspNetCore.Http;

namespace DevMirrors.Testing;

/// <summary>The tokens of an image registry: without one it says where to get one, and one is good for a single repository.</summary>
internal static class TokenGate
{
    /// <summary>True where the request has been answered: a token given, or one demanded.</summary>
    public static async Task<bool> Answers(HttpContext context, string path, string url)
    {
        if (path == "/token")
            await Give(context);
        else if (!path.StartsWith("/v2/", StringComparison.Ordinal) || IsGood(context.Request.Headers.Authorization.ToString(), Repository(path)))
            return false;
        else
            Demand(context.Response, Repository(path), url);
        return true;
    }

    private static async Task Give(HttpContext context)
    {
        var token = Hex(context.Request.Query["scope"].ToString());
        context.Response.ContentType = Site.Json;
        await context.Response.WriteAsync($$"""{"token":"farm-{{token}}","access_token":"farm-{{token}}","expires_in":300}""");
    }

    private static void Demand(HttpResponse response, string? repository, string url)
    {
        response.StatusCode = StatusCodes.Status401Unauthorized;
        var scope = repository is null ? "" : $",scope=\"repository:{repository}:pull\"";
        response.Headers.WWWAuthenticate = $"Bearer realm=\"{url}/token\",service=\"farm\"{scope}";
    }

    private static bool IsGood(string authorization, string? repository) =>
        authorization.StartsWith("Bearer farm-", StringComparison.Ordinal)
        && (repository is null || authorization.Contains(Hex($"repository:{repository}:"), StringComparison.Ordinal));

    private static string Hex(string text) => Convert.ToHexStringLower(Encoding.UTF8.GetBytes(text));

    private static string? Repository(string path)
    {
        var end = new[] { "/manifests/", "/blobs/", "/tags/" }.Select(p => path.IndexOf(p, StringComparison.Ordinal)).Max();
        return end < 0 ? null : path["/v2/".Length..end];
    }
}
