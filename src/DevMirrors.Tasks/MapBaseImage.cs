using DevMirrors.Config;
using Microsoft.Build.Framework;

namespace DevMirrors.Tasks;

/// <summary>Sends the pull of a container's base image to the mirror that the policy names for its registry.</summary>
[MSBuildMultiThreadableTask]
public sealed class MapBaseImage : PolicyTask
{
    /// <summary>The registry's host, and port where there is one.</summary>
    [Required]
    public string Registry { get; set; } = "";

    /// <summary>The repository within it.</summary>
    [Required]
    public string Name { get; set; } = "";

    [Output]
    public string MirrorRegistry { get; set; } = "";

    [Output]
    public string MirrorName { get; set; } = "";

    private protected override void Ask(BuildOptions options, DiagnosticBag found)
    {
        var image = new BaseImage(Registry, Name);
        (MirrorRegistry, MirrorName) = Select(options, found) is { } selection ? image.Through(selection) : image;
    }
}
