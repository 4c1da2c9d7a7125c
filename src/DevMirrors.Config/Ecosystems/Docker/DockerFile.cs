namespace DevMirrors.Config;

/// <summary>The daemon.json that a daemon reads, and the flags that it is or will be started with.</summary>
internal sealed record DockerFile(string Path, IReadOnlyList<DockerFlag> Flags);

/// <summary>One flag of dockerd, and where it stands.</summary>
/// <param name="Name">With its dashes: <c>--registry-mirror</c>.</param>
internal sealed record DockerFlag(string Name, string Value, Place Place);
