using System.Runtime.InteropServices;

namespace DevMirrors.Promises.Tests;

/// <summary>What tests need of the C library to set the scene.</summary>
internal static partial class LibC
{
    public static void ChangeOwner(string path, uint user) => Assert.Equal(0, Chown(path, user, user));

    public static void Link(string from, string to) => Assert.Equal(0, HardLink(from, to));

    public static void MakeFifo(string path) => Assert.Equal(0, MkFifo(path, 0x1B6));

    // A socket without a process behind it, as a daemon that died leaves one.
    public static void MakeSocket(string path) => Assert.Equal(0, MkNod(path, 0xC000 | 0x1B6, 0));

    public static void SetAttribute(string path, string name, ReadOnlySpan<byte> value) => Assert.Equal(0, SetXattr(path, name, value.ToArray(), value.Length, 0));

    public static byte[]? Attribute(string path, string name)
    {
        var value = new byte[256];
        var length = GetXattr(path, name, value, value.Length);
        return length < 0 ? null : value[..(int)length];
    }

    /// <summary>An access list for the owner, one more user, the group (as mask) and others, as the kernel keeps it: acl(5), posix_acl_xattr.h.</summary>
    public static byte[] AccessList(uint moreUser)
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes);
        writer.Write(2);
        foreach (var (tag, permissions, id) in new[] { (0x01, 6, uint.MaxValue), (0x02, 4, moreUser), (0x04, 4, uint.MaxValue), (0x10, 4, uint.MaxValue), (0x20, 0, uint.MaxValue) })
        {
            writer.Write((ushort)tag);
            writer.Write((ushort)permissions);
            writer.Write(id);
        }
        return bytes.ToArray();
    }

    [LibraryImport("libc", EntryPoint = "mkfifo", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int MkFifo(string path, uint mode);

    [LibraryImport("libc", EntryPoint = "mknod", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int MkNod(string path, uint mode, ulong device);

    [LibraryImport("libc", EntryPoint = "link", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int HardLink(string from, string to);

    [LibraryImport("libc", EntryPoint = "lchown", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Chown(string path, uint user, uint group);

    [LibraryImport("libc", EntryPoint = "setxattr", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetXattr(string path, string name, byte[] value, nint size, int flags);

    [LibraryImport("libc", EntryPoint = "getxattr", StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint GetXattr(string path, string name, [Out] byte[] value, nint size);
}
