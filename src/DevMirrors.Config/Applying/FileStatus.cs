using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace DevMirrors.Config;

internal enum FileKind
{
    Regular,
    Folder,
    Link,
    Other,
}

/// <summary>What the kernel knows of a path, beyond what .NET tells.</summary>
/// <param name="IsFixed">Immutable or append-only: not even root writes it.</param>
/// <param name="IsMountPoint">Something is mounted exactly here, as containers do with single files.</param>
/// <param name="Modified">When the content changed last: seconds and nanoseconds since 1970.</param>
/// <param name="Changed">When anything of it changed last, which no call can set.</param>
internal sealed partial record FileStatus(
    FileKind Kind, UnixFileMode Mode, uint Links, uint User, uint Group, long Size, bool IsFixed, bool IsMountPoint, (long Seconds, uint Nanoseconds) Modified,
    (long Seconds, uint Nanoseconds) Changed)
{
    private const int BufferSize = 256;
    private const int CurrentFolder = -100;
    private const int NotThroughLinks = 0x100;
    private const int OfTheHandle = 0x1000;
    private const uint BasicFields = 0x7ff;

    /// <summary>Null where the call fails; the reason is then the last P/Invoke error.</summary>
    public static FileStatus? Read(string path, bool followLinks)
    {
        var buffer = new byte[BufferSize];
        return OperatingSystem.IsMacOS() ? OfMac(path, followLinks, buffer) : OfLinux(path, followLinks, buffer);
    }

    /// <summary>The same of an open file, whatever its name leads to by now.</summary>
    public static FileStatus? Read(SafeFileHandle file)
    {
        var buffer = new byte[BufferSize];
        if (!OperatingSystem.IsMacOS())
            return Statx(file, "", OfTheHandle, BasicFields, buffer) == 0 ? FromLinux(buffer) : null;
        return (IsIntel ? FstatIntel(file, buffer) : Fstat(file, buffer)) == 0 ? FromMac(buffer) : null;
    }

    private static bool IsIntel => RuntimeInformation.ProcessArchitecture == Architecture.X64;

    private static FileStatus? OfLinux(string path, bool followLinks, byte[] buffer) =>
        Statx(CurrentFolder, path, followLinks ? 0 : NotThroughLinks, BasicFields, buffer) == 0 ? FromLinux(buffer) : null;

    // struct statx has one layout on every architecture, which struct stat has not: see statx(2).
    private static FileStatus FromLinux(byte[] buffer)
    {
        var attributes = BinaryPrimitives.ReadUInt64LittleEndian(buffer.AsSpan(8));
        return Create(
            BitConverter.ToUInt16(buffer, 28),
            BitConverter.ToUInt32(buffer, 16),
            BitConverter.ToUInt32(buffer, 20),
            BitConverter.ToUInt32(buffer, 24),
            BitConverter.ToInt64(buffer, 40),
            isFixed: (attributes & 0x30) != 0,
            isMountPoint: (attributes & 0x2000) != 0,
            modifiedAt: 112, changedAt: 96, buffer);
    }

    private static FileStatus? OfMac(string path, bool followLinks, byte[] buffer)
    {
        var result = (IsIntel, followLinks) switch
        {
            (true, true) => StatIntel(path, buffer),
            (true, false) => LstatIntel(path, buffer),
            (false, true) => Stat(path, buffer),
            (false, false) => Lstat(path, buffer),
        };
        return result == 0 ? FromMac(buffer) : null;
    }

    private static FileStatus FromMac(byte[] buffer)
    {
        const uint immutable = 0x20002;
        return Create(
            BitConverter.ToUInt16(buffer, 4),
            BitConverter.ToUInt16(buffer, 6),
            BitConverter.ToUInt32(buffer, 16),
            BitConverter.ToUInt32(buffer, 20),
            BitConverter.ToInt64(buffer, 96),
            isFixed: (BitConverter.ToUInt32(buffer, 116) & immutable) != 0,
            isMountPoint: false,
            modifiedAt: 48, changedAt: 64, buffer);
    }

    private static FileStatus Create(ushort mode, uint links, uint user, uint group, long size, bool isFixed, bool isMountPoint, int modifiedAt, int changedAt, byte[] buffer)
    {
        var kind = (mode & 0xF000) switch
        {
            0x8000 => FileKind.Regular,
            0x4000 => FileKind.Folder,
            0xA000 => FileKind.Link,
            _ => FileKind.Other,
        };
        return new FileStatus(kind, (UnixFileMode)(mode & 0xFFF), links, user, group, size, isFixed, isMountPoint, Time(buffer, modifiedAt), Time(buffer, changedAt));
    }

    private static (long Seconds, uint Nanoseconds) Time(byte[] buffer, int at) => (BitConverter.ToInt64(buffer, at), BitConverter.ToUInt32(buffer, at + 8));

    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Statx(int folder, string path, int flags, uint mask, [Out] byte[] status);

    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Statx(SafeFileHandle file, string path, int flags, uint mask, [Out] byte[] status);

    [LibraryImport("libc", EntryPoint = "fstat", SetLastError = true)]
    private static partial int Fstat(SafeFileHandle file, [Out] byte[] status);

    [LibraryImport("libc", EntryPoint = "fstat$INODE64", SetLastError = true)]
    private static partial int FstatIntel(SafeFileHandle file, [Out] byte[] status);

    [LibraryImport("libc", EntryPoint = "stat", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Stat(string path, [Out] byte[] status);

    [LibraryImport("libc", EntryPoint = "lstat", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Lstat(string path, [Out] byte[] status);

    [LibraryImport("libc", EntryPoint = "stat$INODE64", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int StatIntel(string path, [Out] byte[] status);

    [LibraryImport("libc", EntryPoint = "lstat$INODE64", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int LstatIntel(string path, [Out] byte[] status);
}
