using System.Runtime.InteropServices;

namespace DevMirrors.Config;

/// <summary>Who owns a file on Unix, and whether it is a regular one: .NET tells neither.</summary>
internal static unsafe partial class FileOwner
{
    private const int ModeOffset = 4;
    private const int UserOffset = 8;
    private const int TypeMask = 0xF000;
    private const int Regular = 0x8000;

    /// <summary>The owners of the name itself and of what it leads to (the same unless it is a symbolic link), and whether that is a regular file; null where it cannot be asked.</summary>
    public static (uint Name, uint Target, bool IsRegular)? Of(string path)
    {
        // The runtime's own wrapper has one layout on every system, where the C library's struct stat differs by platform: flags, mode, uid, gid, …
        var name = stackalloc byte[256];
        var target = stackalloc byte[256];
        if (LStat(path, name) != 0 || Stat(path, target) != 0)
            return null;
        return (*(uint*)(name + UserOffset), *(uint*)(target + UserOffset), (*(int*)(target + ModeOffset) & TypeMask) == Regular);
    }

    [LibraryImport("libSystem.Native", EntryPoint = "SystemNative_LStat", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int LStat(string path, byte* status);

    [LibraryImport("libSystem.Native", EntryPoint = "SystemNative_Stat", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Stat(string path, byte* status);
}
