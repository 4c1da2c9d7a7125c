using System.Security.Cryptography;
using System.Text;

namespace DevMirrors.Config;

/// <summary>Asks a registry as npm does: metadata, a tarball, the audit endpoint, ping.</summary>
internal static class NpmProbe
{
    // A package of more has robots for authors; the last ones are the newest.
    private const int MaxVersions = 5_000;

    public static async Task Run(ProbeSession session, Sentinel sentinel) => await Task.WhenAll(
        Package(session, sentinel), Ping(session), Audit(session, sentinel)).ConfigureAwait(false);

    private static async Task Package(ProbeSession session, Sentinel sentinel)
    {
        var metadata = await session.NeedJson($"the metadata of {sentinel.Name}", Ask(session, Escape(sentinel.Name))).ConfigureAwait(false);
        if (metadata is not { } package)
            return;
        if (package["versions"] is not { IsObject: true } versions)
        {
            session.Seen.Add(Verdict.Captive, $"the metadata of {sentinel.Name} has no versions");
            return;
        }
        Remember(session, package, versions);
        var version = sentinel.Version ?? session.Seen.Newest;
        if (version is null || versions[version] is not { } wanted)
            session.Seen.Add(Verdict.Incomplete, $"it lacks {sentinel.Name}@{version ?? "latest"}");
        else
            await Tarball(session, sentinel.Name, version, wanted).ConfigureAwait(false);
    }

    private static void Remember(ProbeSession session, ProbeJson package, ProbeJson versions)
    {
        // A name is looked for in JSON from one end to the other.
        var times = new Dictionary<string, ProbeJson>();
        foreach (var (name, time) in package["time"]?.Members ?? [])
            times[name] = time;
        List<string> last = [.. versions.Members.Select(v => v.Name).TakeLast(MaxVersions)];
        var newest = package["dist-tags"]?["latest"]?.Text ?? SemanticVersion.Newest(last);
        session.Seen.Newest = newest;
        if (newest is not null && versions[newest] is not null)
            last.Add(newest);
        foreach (var name in last)
            session.Seen.AddVersion(name, times.TryGetValue(name, out var time) ? time.Time : null);
    }

    private static async Task Tarball(ProbeSession session, string package, string version, ProbeJson metadata)
    {
        var (name, dist) = ($"{package}@{version}", metadata["dist"]);
        if (dist?["tarball"]?.Text is not { } address || !Uri.TryCreate(session.Target.Url, address, out var url))
        {
            session.Seen.Add(Verdict.Captive, $"the metadata of {name} names no tarball");
            return;
        }
        using var reply = await OfMirror(session, package, url).ConfigureAwait(false)
            ?? await session.Need($"the tarball of {name}", Whole(url)).ConfigureAwait(false);
        if (reply is null)
            return;
        var sum = Sum(reply);
        session.Seen.Add(new Artifact(name, sum));
        // Several hashes may stand there, of which the strongest counts; old packages have a SHA-1 only.
        var integrity = Array.Find((dist?["integrity"]?.Text ?? "").Split(' '), i => i.StartsWith("sha512-", StringComparison.Ordinal))?.Split('?')[0];
        var (said, got) = integrity is null ? (dist?["shasum"]?.Text?.ToLowerInvariant(), Shasum(reply)) : (integrity, sum);
        if (said is not null && said != got)
            session.Seen.Add(Verdict.Tampered, $"the tarball of {name} is not what its own metadata says: {Short.Of(got)} instead of {Short.Of(said)}");
    }

    // npm asks the registry it is set to where metadata names the public one's host. Another host may also be the mirror's own store, as the metadata says.
    private static async Task<ProbeReply?> OfMirror(ProbeSession session, string package, Uri told)
    {
        var file = told.AbsolutePath.Split('/')[^1];
        if (file.Length == 0 || told.Scheme is not ("http" or "https") || MirrorAddress.HostOf(told) == MirrorAddress.HostOf(session.Target.Url))
            return null;
        var reply = await session.Send(Whole(session.Below($"{package}/-/{file}"))).ConfigureAwait(false);
        if (AnswerRules.Judge(file, reply) is null)
            return reply;
        reply.Dispose();
        return null;
    }

    private static ProbeRequest Whole(Uri url) => new(url) { MaxBytes = ProbeLimits.PackageBytes };

    private static async Task Ping(ProbeSession session)
    {
        // Some registries have no ping, and npm installs from them; only the time counts.
        using var reply = await session.Send(Ask(session, "-/ping")).ConfigureAwait(false);
    }

    private static async Task Audit(ProbeSession session, Sentinel sentinel)
    {
        var body = Encoding.UTF8.GetBytes($$"""{"{{sentinel.Name}}":["{{sentinel.Version ?? "1.0.0"}}"]}""");
        using var reply = await session.Send(Ask(session, "-/npm/v1/security/advisories/bulk") with { Method = HttpMethod.Post, Body = body, Accept = "application/json" }).ConfigureAwait(false);
        if (reply.Failure?.Kind != FailureKind.Timeout && (!reply.IsWhole || ProbeJson.Parse(reply) is not { IsObject: true }))
            session.Seen.Add(Verdict.Incomplete, $"npm audit finds nothing: {AnswerRules.Said("the audit endpoint", reply)}");
    }

    private static string Sum(ProbeReply reply)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA512);
        return "sha512-" + Convert.ToBase64String(BodyHash.Of(reply.Body, hash));
    }

    private static string Shasum(ProbeReply reply)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA1);
        return Convert.ToHexStringLower(BodyHash.Of(reply.Body, hash));
    }

    private static ProbeRequest Ask(ProbeSession session, string path) => new(session.Below(path));

    // npm asks for @scope%2fname.
    private static string Escape(string name) => name.Replace("/", "%2f", StringComparison.Ordinal);
}
