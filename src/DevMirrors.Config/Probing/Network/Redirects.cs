using System.Net;

namespace DevMirrors.Config;

/// <summary>Where a request goes next: a redirect is followed by us, so that each hop obeys the rules of the first and no secret goes along.</summary>
internal sealed class Redirects(ProbeTarget target, ProbeRequest request)
{
    private readonly List<Uri> _hops = [request.Url];
    private readonly HashSet<(HttpMethod, Uri)> _asked = [(request.Method, request.Url)];
    private bool _keepsSecret = true;

    public Uri Url => _hops[^1];

    public HttpMethod Method { get; private set; } = request.Method;

    public byte[]? Body { get; private set; } = request.Body;

    /// <summary>Once a request has left its origin, coming back does not make the way there any better known.</summary>
    public string? Authorization => _keepsSecret ? request.Authorization : null;

    public static bool IsOne(HttpResponseMessage response) =>
        response.StatusCode is HttpStatusCode.MovedPermanently or HttpStatusCode.Found or HttpStatusCode.SeeOther
            or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect
        && response.Headers.NonValidated.Contains("Location");

    public void Follow(HttpResponseMessage response)
    {
        var next = Next(response);
        Check(next);
        _keepsSecret &= Wording.Origin(next).Equals(Wording.Origin(request.Url), StringComparison.OrdinalIgnoreCase);
        if (response.StatusCode is HttpStatusCode.SeeOther || (Method == HttpMethod.Post && response.StatusCode is HttpStatusCode.MovedPermanently or HttpStatusCode.Found))
            (Method, Body) = (Method == HttpMethod.Head ? Method : HttpMethod.Get, null);
        _hops.Add(next);
        if (!_asked.Add((Method, next)))
            throw new ProbeException(FailureKind.Redirect, $"redirects in a loop: {Way()}");
    }

    private Uri Next(HttpResponseMessage response)
    {
        var location = response.Headers.NonValidated["Location"].First();
        return Uri.TryCreate(Url, location, out var next)
            ? new UriBuilder(next) { Fragment = "" }.Uri
            : throw new ProbeException(FailureKind.Redirect, $"`{Wording.Origin(Url)}` redirects to something that is no address");
    }

    private void Check(Uri next)
    {
        if (Url.Scheme == "https" && next.Scheme == "http")
            throw new ProbeException(FailureKind.Redirect, $"`{Wording.Origin(Url)}` redirects to `{Wording.Origin(next)}`, from https to http");
        UrlRules.Check(next, target, FailureKind.Redirect);
        if (_hops.Count > ProbeLimits.Redirects)
            throw new ProbeException(FailureKind.Redirect, $"more than {ProbeLimits.Redirects} redirects: {Way()}");
    }

    private string Way() => string.Join(" → ", _hops.Select(h => $"`{MirrorAddress.HostOf(h)}`"));
}
