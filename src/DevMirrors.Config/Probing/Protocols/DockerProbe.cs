namespace DevMirrors.Config;

/// <summary>Asks a registry as dockerd does: https://github.com/opencontainers/distribution-spec.</summary>
internal static class DockerProbe
{
    private const string Manifests =
        "application/vnd.oci.image.index.v1+json, application/vnd.docker.distribution.manifest.list.v2+json, application/vnd.oci.image.manifest.v1+json, application/vnd.docker.distribution.manifest.v2+json";

    /// <param name="sentinel">Null where no image is known that the registry has: then only whether it is one counts.</param>
    public static async Task Run(ProbeSession session, Sentinel? sentinel) => await Task.WhenAll(
        Root(session), sentinel is null ? Task.CompletedTask : Image(session, sentinel)).ConfigureAwait(false);

    // 401 with a challenge is the usual answer of a registry that gives tokens to everybody.
    private static async Task Root(ProbeSession session)
    {
        using var reply = await session.Send(new ProbeRequest(session.Below("v2/"))).ConfigureAwait(false);
        if (reply.Status == 401 && RegistryToken.Challenge(reply) is not null)
            return;
        if (AnswerRules.Judge("/v2/", reply) is { } wrong)
            session.Seen.Add(wrong.Verdict is Verdict.Incomplete ? wrong with { Verdict = Verdict.Captive } : wrong);
        else if (reply.Status != 200)
            session.Seen.Add(Verdict.Captive, $"/v2/: answered {reply.Status}, which is not of the protocol");
        else if (reply.Body.Length > 0 && ProbeJson.Parse(reply) is null)
            session.Seen.Add(Verdict.Captive, $"/v2/ is {AnswerRules.Kind(reply)}, not a registry");
    }

    private static async Task Image(ProbeSession session, Sentinel sentinel)
    {
        var name = sentinel.ImageName();
        var image = new RegistryImage(session, name);
        var tag = sentinel.Version ?? "latest";
        // The first request fetches the token that the others need.
        if (await image.Manifest(tag, Manifests).ConfigureAwait(false) is { } top)
            await Task.WhenAll(Tagged(session, image, name, tag, top), Pinned(session, image, name, sentinel.Sum)).ConfigureAwait(false);
    }

    private static async Task Tagged(ProbeSession session, RegistryImage image, string name, string tag, RegistryManifest top)
    {
        session.Seen.Newest = tag;
        if (await Platform(session, image, name, top).ConfigureAwait(false) is not { } manifest)
            return;
        if (manifest.Json["config"]?["digest"]?.Text is { } config)
            await Task.WhenAll(Config(session, image, name, tag, config), Layer(image, manifest)).ConfigureAwait(false);
        else
            session.Seen.Add(Verdict.Captive, $"the manifest of {name} names no configuration");
    }

    private static async Task Pinned(ProbeSession session, RegistryImage image, string name, string? digest)
    {
        if (digest is not null && await image.Manifest(digest, Manifests).ConfigureAwait(false) is { Digest: { } sum })
            session.Seen.Add(new Artifact($"{name}@{digest}", sum));
    }

    private static async Task<RegistryManifest?> Platform(ProbeSession session, RegistryImage image, string name, RegistryManifest top)
    {
        if (top.Json["manifests"] is not { IsArray: true } manifests)
            return top;
        // Attestations stand there too, as images of an unknown platform.
        var images = manifests.Items.Where(m => m["digest"]?.Text is not null && m["platform"]?["os"]?.Text != "unknown" && m["platform"]?["architecture"]?.Text != "unknown").ToList();
        var wanted = images.FindIndex(m => m["platform"]?["architecture"]?.Text == "amd64" && m["platform"]?["os"]?.Text == "linux");
        if (images.Count > 0)
            return await image.Manifest(images[Math.Max(0, wanted)]["digest"]!.Value.Text!, Manifests).ConfigureAwait(false);
        session.Seen.Add(Verdict.Incomplete, $"the index of {name} names no image");
        return null;
    }

    private static async Task Config(ProbeSession session, RegistryImage image, string name, string reference, string digest)
    {
        using var reply = await image.Blob(digest, ProbeLimits.TextBytes).ConfigureAwait(false);
        // Images that are built reproducibly say 1970 or 1980, or nothing: of those, two of the same moment may differ.
        if (reply is null || ProbeJson.Parse(reply)?["created"]?.Time is not { UtcDateTime.Year: >= 1981 } created)
            return;
        session.Seen.AddVersion(reference, created);
        // A tag moves. Two images of the same moment are the same image.
        session.Seen.Add(new Artifact($"{name}:{reference} of {created.UtcDateTime:yyyy-MM-dd HH:mm:ss}", digest));
    }

    private static async Task Layer(RegistryImage image, RegistryManifest manifest)
    {
        var layers = (manifest.Json["layers"]?.Items ?? []).Select(l => (Digest: l["digest"]?.Text, Size: Size(l["size"]))).Where(l => l.Digest is not null && l.Size is > 0 and <= ProbeLimits.PackageBytes);
        if (layers.OrderBy(l => l.Size).FirstOrDefault().Digest is { } smallest)
            (await image.Blob(smallest, ProbeLimits.PackageBytes).ConfigureAwait(false))?.Dispose();
    }

    private static long Size(ProbeJson? number) => number?.Element is { ValueKind: System.Text.Json.JsonValueKind.Number } n && n.TryGetInt64(out var size) ? size : 0;
}

/// <summary>A manifest.</summary>
/// <param name="Digest">Of its bytes, as the reference is that it was asked for with; null where that was a tag, or of an algorithm that is not known.</param>
internal sealed record RegistryManifest(ProbeJson Json, string? Digest);

/// <summary>One image of a registry, with the token that its parts are asked for with.</summary>
internal sealed class RegistryImage(ProbeSession session, string name)
{
    private string? _token;

    /// <summary>By tag or digest. Null, and a finding, where it is not there or is not what its digest says.</summary>
    public async Task<RegistryManifest?> Manifest(string reference, string accept)
    {
        using var reply = await Ask($"the manifest {Short.Of(reference)} of {name}", $"v2/{name}/manifests/{reference}", accept, ProbeLimits.TextBytes).ConfigureAwait(false);
        if (reply is null)
            return null;
        if (RegistryDigest.IsWrong(reply.ContentDigest ?? "", reply.Body) || RegistryDigest.IsWrong(reference, reply.Body))
            session.Seen.Add(Verdict.Tampered, $"the manifest {Short.Of(reference)} of {name} is not what its digest says");
        if (ProbeJson.Parse(reply) is { IsObject: true } json)
            return new RegistryManifest(json, RegistryDigest.Like(reference, reply.Body));
        session.Seen.Add(Verdict.Captive, $"the manifest of {name} is {AnswerRules.Kind(reply)}, not JSON");
        return null;
    }

    /// <summary>By digest. Null, and a finding, where it is not there or has other bytes.</summary>
    public async Task<ProbeReply?> Blob(string digest, int maxBytes)
    {
        var reply = await Ask($"the blob {Short.Of(digest)} of {name}", $"v2/{name}/blobs/{digest}", "*/*", maxBytes).ConfigureAwait(false);
        if (reply is null || !RegistryDigest.IsWrong(digest, reply.Body))
            return reply;
        session.Seen.Add(Verdict.Tampered, $"the blob {Short.Of(digest)} of {name} has other bytes than its digest says");
        reply.Dispose();
        return null;
    }

    private async Task<ProbeReply?> Ask(string what, string path, string accept, int maxBytes)
    {
        var request = new ProbeRequest(session.Below(path)) { Accept = accept, MaxBytes = maxBytes, Authorization = _token };
        var reply = await session.Send(request).ConfigureAwait(false);
        if (reply.Status == 401 && _token is null && RegistryToken.Challenge(reply) is { } challenge)
        {
            reply.Dispose();
            if ((_token = await RegistryToken.Get(session, challenge, name).ConfigureAwait(false)) is null)
                return null;
            reply = await session.Send(request with { Authorization = _token }).ConfigureAwait(false);
        }
        if (AnswerRules.Judge(what, reply) is not { } wrong)
            return reply;
        session.Seen.Add(wrong);
        reply.Dispose();
        return null;
    }
}
