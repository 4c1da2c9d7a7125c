using System.Runtime.InteropServices;

namespace DevMirrors.Config.Tests;

/// <summary>A folder that this thread cannot look into, not even as root, whose powers over files a thread of Linux can put down for a while (man capabilities).</summary>
internal sealed partial class ClosedFolder : IDisposable
{
    private const uint Version = 0x20080522;
    private const uint OverFiles = (1 << 1) | (1 << 2);

    private readonly string _path;
    private readonly UnixFileMode _mode;
    private readonly uint[] _powers = new uint[6];

    public ClosedFolder(string path)
    {
        (_path, _mode) = (path, File.GetUnixFileMode(path));
        File.SetUnixFileMode(path, UnixFileMode.None);
        Assert.Equal(0, Read([Version, 0], _powers));
        Assert.Equal(0, Set([Version, 0], [_powers[0] & ~OverFiles, .. _powers[1..]]));
        Assert.Throws<UnauthorizedAccessException>(() => Directory.GetFileSystemEntries(path));
    }

    public void Dispose()
    {
        Assert.Equal(0, Set([Version, 0], _powers));
        File.SetUnixFileMode(_path, _mode);
    }

    [LibraryImport("libc", EntryPoint = "capget")]
    private static partial int Read(uint[] header, [Out] uint[] powers);

    [LibraryImport("libc", EntryPoint = "capset")]
    private static partial int Set(uint[] header, uint[] powers);
}
