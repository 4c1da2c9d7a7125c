using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace DevMirrors.Config;

/// <summary>The few calls of the C library that .NET does not offer, or does not report errors of. Linux and macOS only.</summary>
public static partial class UnixFile
{
    internal const int NoSuchFile = 2;
    internal const int Interrupted = 4;
    internal const int Exists = 17;
    internal const int ReadOnlyFileSystem = 30;
    internal const int WouldBlockOnLinux = 11;
    internal const int WouldBlockOnMac = 35;

    private const int InvalidArgument = 22;
    private const int NoSuchCall = 38;
    private const int CurrentFolder = -100;
    private const uint DoNotReplace = 1;
    private const uint BothWays = 2;
    private const int HangUpSignal = 1;
    private const int UrgentSignal = 23;
    private const int SetSignal = 10;
    private const int SetLease = 1024;
    private const int ReadLease = 0;
    private const int NoLease = 2;
    private const int LockExclusively = 2;
    private const int DoNotWait = 4;

    /// <summary>Sends SIGHUP; false where that is not allowed or the process is gone. The tool plugs it into <see cref="Machine.HangUp"/>.</summary>
    public static bool HangUp(int processId) => processId > 0 && !OperatingSystem.IsWindows() && Kill(processId, HangUpSignal) == 0;

    /// <summary>Who the kernel takes us for: it decides what may be written, whatever the environment says.</summary>
    internal static uint UserId => GetEffectiveUserId();

    /// <summary>Flushes a file to disk. .NET's own Flush(true) returns normally when fsync fails.</summary>
    internal static void Flush(SafeFileHandle handle) => Check("fsync", () => Fsync(handle));

    /// <summary>Flushes a folder, so that a rename or removal in it survives a power cut.</summary>
    internal static void FlushFolder(string folder)
    {
        using var handle = Open(folder);
        Flush(handle);
    }

    /// <summary>Opens for reading. Without O_CREAT, because a variadic mode argument has no portable P/Invoke form.</summary>
    internal static SafeFileHandle Open(string path)
    {
        // O_RDONLY | O_CLOEXEC
        var flags = OperatingSystem.IsMacOS() ? 0x1000000 : 0x80000;
        var descriptor = Check("open", () => Open(path, flags));
        return new SafeFileHandle(descriptor, ownsHandle: true);
    }

    /// <summary>Locks an open file against all who ask like this, until it is closed; false where somebody else has.</summary>
    internal static bool TryLock(SafeFileHandle handle)
    {
        var error = 0;
        while (Lock(handle, LockExclusively | DoNotWait) != 0 && (error = Marshal.GetLastPInvokeError()) == Interrupted)
            error = 0;
        return error switch
        {
            0 => true,
            WouldBlockOnLinux or WouldBlockOnMac => false,
            _ => throw Failure("flock", error),
        };
    }

    /// <summary>
    /// Whether anybody has the file open for writing. Linux tells by refusing a read lease (fcntl(2)); false where it cannot be asked: elsewhere,
    /// for a file of another user's, and on file systems without leases.
    /// </summary>
    internal static bool IsOpenForWriting(string path)
    {
        if (!OperatingSystem.IsLinux())
            return false;
        using var handle = Open(path);
        // Who opens it in this very moment has us told: by a signal that does nothing, where the usual one would end the process.
        _ = Control(handle, SetSignal, UrgentSignal);
        if (Control(handle, SetLease, ReadLease) != 0)
            return Marshal.GetLastPInvokeError() == WouldBlockOnLinux;
        _ = Control(handle, SetLease, NoLease);
        return false;
    }

    /// <summary>Replaces in one step. .NET's own moves copy across devices or change the mode.</summary>
    internal static void Rename(string from, string to) => Check("rename", () => RenameFile(from, to));

    /// <summary>Gives a file a name that nothing has yet: 0, the error number, or null where this system or file system cannot.</summary>
    internal static int? TryRenameNew(string from, string to) => TryRename(from, to, DoNotReplace);

    /// <summary>Swaps two files in one step: 0, the error number, or null where this system or file system cannot.</summary>
    internal static int? TryExchange(string one, string other) => TryRename(one, other, BothWays);

    internal static void ChangeOwner(SafeFileHandle handle, uint user, uint group) => Check("fchown", () => Fchown(handle, user, group));

    internal static void ChangeOwner(string path, uint user, uint group) => Check("lchown", () => Lchown(path, user, group));

    /// <summary>0, or the error number that a write to this path would meet.</summary>
    internal static int TryWriteAccess(string path) => Access(path, 2) == 0 ? 0 : Marshal.GetLastPInvokeError();

    /// <summary>The path with every link resolved, or null and the error number.</summary>
    internal static string? RealPath(string path, out int error)
    {
        var buffer = new byte[4097];
        error = RealPathOf(path, buffer) == 0 ? Marshal.GetLastPInvokeError() : 0;
        return error == 0 ? Encoding.UTF8.GetString(buffer, 0, Array.IndexOf(buffer, (byte)0)) : null;
    }

    /// <summary>The permissions that new files of this process do not get.</summary>
    internal static UnixFileMode Umask()
    {
        const string status = "/proc/self/status";
        var line = File.Exists(status) ? File.ReadLines(status).FirstOrDefault(l => l.StartsWith("Umask:", StringComparison.Ordinal)) : null;
        if (line is not null)
            return (UnixFileMode)Convert.ToInt32(line["Umask:".Length..].Trim(), 8);
        // Elsewhere it can only be read by setting it: to something strict, for the moment in which another thread might create a file.
        var mask = SetUmask(0x3F);
        _ = SetUmask(mask);
        return (UnixFileMode)mask;
    }

    internal static string Describe(int error) => Marshal.GetPInvokeErrorMessage(error);

    internal static IOException Failure(string call, int error) => new($"{call}: {Describe(error)}");

    private static int? TryRename(string from, string to, uint how)
    {
        if (!OperatingSystem.IsLinux())
            return null;
        try
        {
            while (RenameFile(CurrentFolder, from, CurrentFolder, to, how) != 0)
            {
                var error = Marshal.GetLastPInvokeError();
                if (error != Interrupted)
                    return error is InvalidArgument or NoSuchCall ? null : error;
            }
            return 0;
        }
        catch (EntryPointNotFoundException)
        {
            // An older musl has no name for the call.
            return null;
        }
    }

    internal static int Check(string call, Func<int> action)
    {
        while (true)
        {
            var result = action();
            if (result >= 0)
                return result;
            var error = Marshal.GetLastPInvokeError();
            if (error != Interrupted)
                throw Failure(call, error);
        }
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int Kill(int processId, int signal);

    [LibraryImport("libc", EntryPoint = "geteuid")]
    private static partial uint GetEffectiveUserId();

    [LibraryImport("libc", EntryPoint = "umask")]
    private static partial uint SetUmask(uint mask);

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int Fsync(SafeFileHandle handle);

    [LibraryImport("libc", EntryPoint = "flock", SetLastError = true)]
    private static partial int Lock(SafeFileHandle handle, int operation);

    [LibraryImport("libc", EntryPoint = "rename", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int RenameFile(string from, string to);

    [LibraryImport("libc", EntryPoint = "fcntl", SetLastError = true)]
    private static partial int Control(SafeFileHandle handle, int command, int argument);

    [LibraryImport("libc", EntryPoint = "renameat2", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int RenameFile(int fromFolder, string from, int toFolder, string to, uint how);

    [LibraryImport("libc", EntryPoint = "fchown", SetLastError = true)]
    private static partial int Fchown(SafeFileHandle handle, uint user, uint group);

    [LibraryImport("libc", EntryPoint = "lchown", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Lchown(string path, uint user, uint group);

    [LibraryImport("libc", EntryPoint = "access", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Access(string path, int mode);

    [LibraryImport("libc", EntryPoint = "realpath", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint RealPathOf(string path, [Out] byte[] resolved);
}
