namespace DevMirrors.Config;

/// <summary>What a build does with its policy; the words of <c>DevMirrorsMode</c>.</summary>
public enum BuildMode
{
    /// <summary>Restores through the mirrors, and brings the user's settings into step where the policy is trusted.</summary>
    Apply,

    /// <summary>Writes nothing and warns of what differs.</summary>
    Check,
}

/// <summary>What one build asks for: the MSBuild properties.</summary>
/// <param name="PolicyPath">Absolute.</param>
/// <param name="Only">The ecosystems meant; null for all.</param>
/// <param name="Skip">Mirrors to leave out where another one is listed.</param>
/// <param name="Tool">How the vendored command is called: messages name it.</param>
public sealed record BuildOptions(
    string PolicyPath, string? Region = null, IReadOnlyList<string>? Only = null, IReadOnlyList<string>? Skip = null, BuildMode Mode = BuildMode.Apply, string Tool = "devmirrors");

/// <summary>One project of a build, about to be restored.</summary>
/// <param name="Folder">Absolute: where the project lies.</param>
/// <param name="OverlayFolder">Absolute: the folder of ours from which NuGet starts to look for settings.</param>
public sealed record ProjectRestore(string Folder, string OverlayFolder)
{
    /// <summary>The settings file that NuGet reads first.</summary>
    public string OverlayPath => Path.Combine(OverlayFolder, "nuget.config");

    /// <summary>What the overlay was made from.</summary>
    public string StampPath => Path.Combine(OverlayFolder, "stamp");
}
