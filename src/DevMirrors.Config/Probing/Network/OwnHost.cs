namespace DevMirrors.Config;

/// <summary>
/// What a policy allows a mirror is for the mirror's own host. Where its answers lead elsewhere (redirects, resources, token realms), the other
/// host is judged as a public mirror, or a mirror inside could make the probe knock at every door there.
/// </summary>
/// <remarks>
/// Any port of the host counts as its own, because registries keep their parts on several. So whoever writes a policy can have another port of
/// the host that it names asked; it could as well name that port.
/// </remarks>
internal static class OwnHost
{
    public static bool MayBeInside(string host, ProbeTarget target) => target.IsPrivate && Is(host, target);

    public static bool MayBePlain(string host, ProbeTarget target) => target.IsInsecure && Is(host, target);

    /// <summary>By name, not by where it leads: a name of somebody else's could lead to the same address.</summary>
    private static bool Is(string host, ProbeTarget target) => MirrorAddress.IsHostOf(target.Url, host);
}
