using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace DevMirrors.Config;

/// <summary>Carries extended attributes and the ACL from the old file to its replacement.</summary>
internal static partial class FileAttributesCopy
{
    private const string Acl = "system.posix_acl_access";
    private const string Label = "security.selinux";
    private const int Limit = 65536;
    private const int NoSuchAttribute = 61;
    private const int NoSuchCall = 38;
    private const int NotSupported = 95;

    public static void Copy(SafeFileHandle from, SafeFileHandle to)
    {
        if (OperatingSystem.IsMacOS())
            CopyOnMac(from, to);
        else
            CopyOnLinux(from, to);
    }

    private static void CopyOnMac(SafeFileHandle from, SafeFileHandle to)
    {
        const uint aclAndAttributes = 0x5;
        UnixFile.Check("fcopyfile", () => CopyFile(from, to, 0, aclAndAttributes));
    }

    private static void CopyOnLinux(SafeFileHandle from, SafeFileHandle to)
    {
        var names = Names(from);
        foreach (var name in names.Where(n => n.StartsWith("user.", StringComparison.Ordinal) || n == Acl))
            UnixFile.Check("fsetxattr", () => Copy(from, to, name));
        // Only privileged processes may set a label; the folder's default is then what every other writer gets, too.
        if (names.Contains(Label))
            _ = Copy(from, to, Label);
        // A default ACL of the folder has given the new file one; the old file had none.
        if (!names.Contains(Acl))
            OrHasNone("fremovexattr", () => Remove(to, Acl));
    }

    private static string[] Names(SafeFileHandle handle)
    {
        var buffer = new byte[Limit];
        var length = OrHasNone("flistxattr", () => (int)List(handle, buffer, Limit));
        return Encoding.UTF8.GetString(buffer, 0, length).Split('\0', StringSplitOptions.RemoveEmptyEntries);
    }

    // A file system without attributes has none to lose; any other failure would lose them in silence.
    private static int OrHasNone(string call, Func<int> action) => UnixFile.Check(call, () =>
    {
        var result = action();
        return result < 0 && Marshal.GetLastPInvokeError() is NoSuchAttribute or NoSuchCall or NotSupported ? 0 : result;
    });

    private static int Copy(SafeFileHandle from, SafeFileHandle to, string name)
    {
        var value = new byte[Limit];
        var length = Get(from, name, value, Limit);
        return length < 0 ? -1 : Set(to, name, value, length, 0);
    }

    [LibraryImport("libc", EntryPoint = "flistxattr", SetLastError = true)]
    private static partial nint List(SafeFileHandle handle, [Out] byte[] names, nint size);

    [LibraryImport("libc", EntryPoint = "fgetxattr", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint Get(SafeFileHandle handle, string name, [Out] byte[] value, nint size);

    [LibraryImport("libc", EntryPoint = "fsetxattr", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Set(SafeFileHandle handle, string name, byte[] value, nint size, int flags);

    [LibraryImport("libc", EntryPoint = "fremovexattr", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Remove(SafeFileHandle handle, string name);

    [LibraryImport("libc", EntryPoint = "fcopyfile", SetLastError = true)]
    private static partial int CopyFile(SafeFileHandle from, SafeFileHandle to, nint state, uint flags);
}
