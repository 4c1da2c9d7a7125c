using NuGet.Configuration;

namespace DevMirrors.Config;

/// <summary>The settings that make one source point at a mirror, or at the upstream again.</summary>
internal static class NuGetSourceSettings
{
    public static IEnumerable<WantedSetting> For(EcosystemRequest request, string path, string key, Mirror mirror, string because)
    {
        var isMirror = mirror.Kind == MirrorKind.Mirror;
        yield return isMirror
            ? new WantedSetting(NuGetConfigKey.Source(key), new Wish.Set(new SettingValue(mirror.Url)), because)
            : new WantedSetting(NuGetConfigKey.Source(key), new Wish.Release(Upstream(request, key)), because);
        if (Attribute(request, path, key, NuGetNames.ProtocolVersion, "3", isMirror && !NuGetAddress.SaysProtocol3(mirror.Url)) is { } protocol)
            yield return protocol with { Because = $"{mirror.Url} does not end in index.json" };
        if (Attribute(request, path, key, NuGetNames.AllowInsecure, "true", isMirror && mirror.IsInsecure) is { } insecure)
            yield return insecure with { Because = $"the policy says `insecure: true` for {mirror.Id}" };
    }

    // A source named by `replaces` never becomes the upstream.
    private static SettingValue? Upstream(EcosystemRequest request, string key) => request.Selection.Replaces is { } replaces
        ? Uri.IsWellFormedUriString(replaces.Text, UriKind.Absolute) ? new SettingValue(replaces.Text) : null
        : new SettingValue(NuGetConstants.V3FeedUrl);

    /// <summary>The attribute where it is needed; where it no longer is, what we wrote goes, and what others wrote stays.</summary>
    private static WantedSetting? Attribute(EcosystemRequest request, string path, string key, string attribute, string value, bool isNeeded)
    {
        var name = NuGetConfigKey.SourceAttribute(key, attribute);
        if (isNeeded)
            return new WantedSetting(name, new Wish.Set(new SettingValue(value)), "");
        return request.Journal.Find(path)?.Find(name) is null ? null : new WantedSetting(name, new Wish.Release(), "");
    }
}
