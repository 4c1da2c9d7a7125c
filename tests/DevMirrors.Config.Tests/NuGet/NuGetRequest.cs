using DevMirrors.Testing;

namespace DevMirrors.Config.Tests;

/// <summary>Builds what the NuGet ecosystem is asked about, without a policy file.</summary>
internal static class NuGetRequest
{
    public static EcosystemRequest For(
        ScratchMachine scratch, string url, Scope scope = Scope.User, bool insecure = false, string id = "ours",
        IReadOnlyList<PrivateBinding>? isPrivate = null, Located? audit = null, Journal? journal = null) =>
        With(scratch, new Mirror("nuget", id, MirrorKind.Mirror, url, Here, IsInsecure: insecure), scope, isPrivate, audit, journal);

    public static EcosystemRequest Upstream(ScratchMachine scratch, Journal? journal = null) =>
        With(scratch, new Mirror("nuget", "upstream", MirrorKind.Upstream, "", Here), Scope.User, null, null, journal);

    public static PrivateBinding Private(string pattern, string id, string url) =>
        new(new Located(pattern, Here), new Mirror("nuget", id, MirrorKind.Mirror, url, Here, IsPrivate: true), SameInAllRegions: true);

    public static Place Here { get; } = new("mirrors.yaml", 1, 1);

    private static EcosystemRequest With(ScratchMachine scratch, Mirror mirror, Scope scope, IReadOnlyList<PrivateBinding>? isPrivate, Located? audit, Journal? journal) =>
        new(new EcosystemSelection("nuget", "cn", [mirror], Here, Audit: audit, Private: isPrivate), scope, scratch.Machine,
            MirrorCatalogue.BuiltIn(), journal ?? Journal.Empty, Path.Combine(scratch.Repository, "mirrors.yaml"));
}
