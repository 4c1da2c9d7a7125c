using System.Security.Cryptography;
using System.Text;

namespace DevMirrors.Config;

/// <summary>Asks a registry as npm does: metadata, a tarball, the audit endpoint, ping.</summary>
internal static class NpmProbe
{
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
            await Tarball(session, $"{sentinel.Name}@{version}", wanted).ConfigureAwait(false);
    }

    private static void Remember(ProbeSession session, ProbeJson package, ProbeJson versions)
    {
        foreach (var (name, _) in versions.Members)
            session.Seen.AddVersion(name, package["time"]?[name]?.Time);
        session.Seen.Newest = package["dist-tags"]?["latest"]?.Text ?? SemanticVersion.Newest(versions.Members.Select(v => v.Name));
    }

    private static async Task Tarball(ProbeSession session, string name, ProbeJson version)
    {
        var dist = version["dist"];
        if (dist?["tarball"]?.Text is not { } address || !Uri.TryCreate(session.Target.Url, address, out var url))
        {
            session.Seen.Add(Verdict.Captive, $"the metadata of {name} names no tarball");
            return;
        }
        using var reply = await session.Need($"the tarball of {name}", new ProbeRequest(url) { MaxBytes = ProbeLimits.PackageBytes }).ConfigureAwait(false);
        if (reply is null)
            return;
        var sum = Sum(reply);
        session.Seen.Add(new Artifact(name, sum));
        // Several hashes may stand there, of which the strongest counts.
        if (dist?["integrity"]?.Text is { } integrity && Array.Find(integrity.Split(' '), i => i.StartsWith("sha512-", StringComparison.Ordinal)) is { } said && said.Split('?')[0] != sum)
            session.Seen.Add(Verdict.Tampered, $"the tarball of {name} is not what its own metadata says: {Short.Of(sum)} instead of {Short.Of(said)}");
    }

    private static async Task Ping(ProbeSession session)
    {
        // Some registries have no ping, and npm installs from them; only the time counts.
        using var reply = await session.Send(Ask(session, "-/ping")).ConfigureAwait(false);
    }

    private static async Task Audit(ProbeSession session, Sentinel sentinel)
    {
        var body = Encoding.UTF8.GetBytes($$"""{"{{sentinel.Name}}":["{{sentinel.Version ?? "1.0.0"}}"]}""");
        using var reply = await session.Send(Ask(session, "-/npm/v1/security/advisories/bulk") with { Method = HttpMethod.Post, Body = body, Accept = "application/json" }).ConfigureAwait(false);
        if (reply.Status > 0 && !reply.IsWhole && reply.Failure?.Kind != FailureKind.Timeout)
            session.Seen.Add(Verdict.Incomplete, $"npm audit finds nothing: the audit endpoint answers {reply.Status}");
        else if (reply.IsWhole && ProbeJson.Parse(reply) is not { IsObject: true })
            session.Seen.Add(Verdict.Incomplete, $"npm audit finds nothing: the audit endpoint answers {AnswerRules.Kind(reply)}");
    }

    private static string Sum(ProbeReply reply)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA512);
        return "sha512-" + Convert.ToBase64String(BodyHash.Of(reply.Body, hash));
    }

    private static ProbeRequest Ask(ProbeSession session, string path) => new(session.Below(path));

    // npm asks for @scope%2fname.
    private static string Escape(string name) => name.Replace("/", "%2f", StringComparison.Ordinal);
}
