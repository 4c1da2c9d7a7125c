namespace DevMirrors.Config;

/// <summary>Asks a feed as NuGet does, protocol 3: https://learn.microsoft.com/nuget/api/overview.</summary>
internal static class NuGetProbe
{
    public static async Task Run(ProbeSession session, Sentinel sentinel)
    {
        if (await session.NeedJson("the service index", new ProbeRequest(session.Target.Url)).ConfigureAwait(false) is not { } index)
            return;
        var resources = new NuGetResources(session.Target.Url, index);
        if (resources.Packages is not { } packages)
        {
            session.Seen.Add(index["resources"] is { IsArray: true } ? Verdict.Incomplete : Verdict.Captive, "the service index names no packages (PackageBaseAddress)");
            return;
        }
        var at = new Uri(packages, $"{Uri.EscapeDataString(sentinel.Name.ToLowerInvariant())}/");
        var known = sentinel.Version is { } version ? Package(session, sentinel, at, version) : Task.CompletedTask;
        await Task.WhenAll(known, Newest(session, sentinel, at, resources), Vulnerabilities(session, resources)).ConfigureAwait(false);
    }

    private static async Task Newest(ProbeSession session, Sentinel sentinel, Uri at, NuGetResources resources)
    {
        session.Seen.Newest = SemanticVersion.Newest(await Versions(session, sentinel, at).ConfigureAwait(false));
        if (session.Seen.Newest is not { } newest)
            return;
        var published = resources.Registrations is { } registrations ? Published(session, new Uri(registrations, $"{sentinel.Name.ToLowerInvariant()}/{newest.ToLowerInvariant()}.json"), newest) : Task.CompletedTask;
        await Task.WhenAll(published, sentinel.Version is null ? Package(session, sentinel, at, newest) : Task.CompletedTask).ConfigureAwait(false);
    }

    private static async Task<IReadOnlyList<string>> Versions(ProbeSession session, Sentinel sentinel, Uri at)
    {
        if (await session.NeedJson("the list of versions", new ProbeRequest(new Uri(at, "index.json"))).ConfigureAwait(false) is not { } list)
            return [];
        List<string> versions = [.. (list["versions"]?.Items ?? []).Select(v => v.Text).OfType<string>()];
        if (list["versions"] is { IsArray: true } all && !all.Items.Any())
            session.Seen.Add(Verdict.Incomplete, $"it lacks {sentinel.Name}");
        else if (versions.Count == 0)
            session.Seen.Add(Verdict.Captive, "the list of versions has no versions");
        foreach (var version in versions)
            session.Seen.AddVersion(version, null);
        return versions;
    }

    private static async Task Package(ProbeSession session, Sentinel sentinel, Uri at, string version)
    {
        var (id, lower) = (sentinel.Name.ToLowerInvariant(), version.ToLowerInvariant());
        var name = $"{sentinel.Name} {version}";
        using var reply = await session.Need($"the package {name}", new ProbeRequest(new Uri(at, $"{lower}/{id}.{lower}.nupkg")) { MaxBytes = ProbeLimits.PackageBytes }).ConfigureAwait(false);
        if (reply is null)
            return;
        if (NuGetContentHash.Of(reply.Body) is { } sum)
            session.Seen.Add(new Artifact(name, sum));
        else
            session.Seen.Add(AnswerRules.Unreadable($"the package {name}", reply));
    }

    private static async Task Published(ProbeSession session, Uri leaf, string version)
    {
        using var reply = await session.Send(new ProbeRequest(leaf) { Accept = "application/json" }).ConfigureAwait(false);
        // Unlisted packages are published in 1900.
        if (reply.IsWhole && ProbeJson.Parse(reply)?["published"]?.Time is { Year: > 1970 } time)
            session.Seen.AddVersion(version, time);
    }

    private static async Task Vulnerabilities(ProbeSession session, NuGetResources resources)
    {
        if (resources.Vulnerabilities is not { } address)
        {
            session.Seen.Add(Verdict.Incomplete, "NuGet audits find nothing: there is no vulnerability data (VulnerabilityInfo)");
            return;
        }
        using var reply = await session.Send(new ProbeRequest(address) { Accept = "application/json" }).ConfigureAwait(false);
        var page = reply.IsWhole && ProbeJson.Parse(reply) is { } index ? index.Items.Select(i => i["@id"]?.Text).FirstOrDefault() : null;
        if (reply.Failure?.Kind == FailureKind.Timeout)
            return;
        if (page is null || !Uri.TryCreate(address, page, out var url))
            session.Seen.Add(Verdict.Incomplete, $"NuGet audits find nothing: {AnswerRules.Said("the vulnerability index", reply)}");
        else
            await Page(session, url).ConfigureAwait(false);
    }

    // That it is there is enough: it may hold a megabyte.
    private static async Task Page(ProbeSession session, Uri url)
    {
        using var page = await session.Send(new ProbeRequest(url) { Accept = "application/json", MaxBytes = 1024 }).ConfigureAwait(false);
        if (page.Status is not (>= 200 and < 300) && page.Failure?.Kind != FailureKind.Timeout)
            session.Seen.Add(Verdict.Incomplete, $"NuGet audits find nothing: {AnswerRules.Said("the vulnerability data", page)}");
    }
}

/// <summary>What a service index offers; addresses with a slash at the end where something follows them.</summary>
internal sealed class NuGetResources(Uri index, ProbeJson json)
{
    public Uri? Packages => Find("PackageBaseAddress/3.0.0", isFolder: true);

    public Uri? Vulnerabilities => Find("VulnerabilityInfo/6.7.0", isFolder: false);

    /// <summary>With SemVer 2 where offered.</summary>
    public Uri? Registrations => Find("RegistrationsBaseUrl/3.6.0", isFolder: true) ?? Find("RegistrationsBaseUrl/3.4.0", isFolder: true) ?? Find("RegistrationsBaseUrl", isFolder: true);

    private Uri? Find(string type, bool isFolder)
    {
        var found = (json["resources"]?.Items ?? []).FirstOrDefault(r => IsOf(r["@type"], type));
        return found["@id"]?.Text is { } id && Uri.TryCreate(index, isFolder ? id.TrimEnd('/') + "/" : id, out var address) ? address : null;
    }

    private static bool IsOf(ProbeJson? value, string type) => value?.Text == type || (value?.Items.Any(i => i.Text == type) ?? false);
}
