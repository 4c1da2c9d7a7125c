using System.Runtime.InteropServices;

namespace DevMirrors.Config.Tests;

/// <summary>What tests need of the C library to set the scene.</summary>
internal static partial class LibC
{
    public static void MakeFifo(string path) => Assert.Equal(0, MkFifo(path, 0x1B6));

    public static void Link(string from, string to) => Assert.Equal(0, HardLink(from, to));

    public static void ChangeOwner(string path, uint user) => Assert.Equal(0, Chown(path, user, user));

    public static uint SetUmask(uint mask) => Umask(mask);

    public static void SetAttribute(string path, string name, byte[] value) => Assert.Equal(0, SetXattr(path, name, value, value.Length, 0));

    public static byte[]? Attribute(string path, string name)
    {
        var value = new byte[256];
        var length = GetXattr(path, name, value, value.Length);
        return length < 0 ? null : value[..(int)length];
    }

    [LibraryImport("libc", EntryPoint = "mkfifo", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int MkFifo(string path, uint mode);

    [LibraryImport("libc", EntryPoint = "link", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int HardLink(string from, string to);

    [LibraryImport("libc", EntryPoint = "chown", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Chown(string path, uint user, uint group);

    [LibraryImport("libc", EntryPoint = "umask")]
    private static partial uint Umask(uint mask);

    [LibraryImport("libc", EntryPoint = "setxattr", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetXattr(string path, string name, byte[] value, nint size, int flags);

    [LibraryImport("libc", EntryPoint = "getxattr", StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint GetXattr(string path, string name, [Out] byte[] value, nint size);
}
