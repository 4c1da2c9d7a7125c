namespace DevMirrors.Config;

/// <summary>Where a container's base image is pulled from.</summary>
/// <param name="Registry">Host, and port where there is one.</param>
/// <param name="Name">The repository within it, without tag or digest.</param>
public sealed record BaseImage(string Registry, string Name)
{
    private static readonly string[] DockerHub = ["docker.io", "registry-1.docker.io", "index.docker.io"];

    /// <summary>The same image on the mirror that the policy names for its registry; itself where it names none.</summary>
    public BaseImage Through(Selection selection)
    {
        if (selection.Ecosystems.FirstOrDefault(e => e.Ecosystem == DockerEcosystem.EcosystemName) is not { } docker || Mirror(docker) is not { } mirror)
            return this;
        var address = new Uri(mirror.Url);
        var prefix = address.AbsolutePath.Trim('/');
        return new BaseImage(address.Authority, prefix.Length == 0 ? Name : $"{prefix}/{Name}");
    }

    private Mirror? Mirror(EcosystemSelection docker) => DockerHub.Contains(Registry, StringComparer.OrdinalIgnoreCase)
        ? docker.Mirrors is [{ Kind: MirrorKind.Mirror } first, ..] ? first : null
        : docker.Images.Where(i => i.Registry.Text.Equals(Registry, StringComparison.OrdinalIgnoreCase)).Select(i => i.Mirror).FirstOrDefault();
}
