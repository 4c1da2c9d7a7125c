namespace DevMirrors.EndToEnd.Tests;

/// <summary>A test that starts a real dockerd. Where that cannot be, it is skipped with the reason, or fails where DEVMIRRORS_REQUIRE_CLIENTS=1.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class DockerDaemonFactAttribute : FactAttribute
{
    public DockerDaemonFactAttribute()
    {
        if (Missing() is { } reason && Environment.GetEnvironmentVariable("DEVMIRRORS_REQUIRE_CLIENTS") != "1")
            Skip = reason;
    }

    private static string? Missing() =>
        !OperatingSystem.IsLinux() ? "dockerd runs on Linux only"
        : DockerDaemonProcess.Find("dockerd") is null || DockerDaemonProcess.Find("docker") is null ? "dockerd and docker are not both installed"
        : Environment.UserName != "root" ? "dockerd needs root"
        : null;
}
