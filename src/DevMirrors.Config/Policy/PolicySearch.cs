namespace DevMirrors.Config;

/// <summary>Finds the policy's file, and reads it if it is one that this user can rely on.</summary>
internal static class PolicySearch
{
    public static string? Find(Machine machine, DiagnosticBag found)
    {
        string? misnamed = null;
        foreach (var folder in Folders(machine))
        {
            var path = Path.Combine(folder, PolicyFile.Name);
            if (File.Exists(path) || Directory.Exists(path))
                return path;
            var yml = Path.ChangeExtension(path, ".yml");
            misnamed ??= File.Exists(yml) ? yml : null;
        }
        found.Add(Diagnose.NoPolicy(machine.CurrentFolder, misnamed));
        return null;
    }

    /// <param name="isNamed">The user named this very file, and so knows whose it is.</param>
    public static byte[]? Read(string path, Machine machine, bool isNamed, DiagnosticBag found)
    {
        if (Reject(path, machine, isNamed) is { } reason)
        {
            found.Add(reason);
            return null;
        }
        try
        {
            return ReadBounded(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            found.Add(Diagnose.UnreadablePolicy(new Place(path), "it cannot be opened for reading"));
            return null;
        }
    }

    private static IEnumerable<string> Folders(Machine machine)
    {
        for (var folder = machine.CurrentFolder; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            yield return folder;
            var git = Path.Combine(folder, ".git");
            if (folder == machine.Home || Directory.Exists(git) || File.Exists(git))
                yield break;
        }
    }

    private static Diagnostic? Reject(string path, Machine machine, bool isNamed)
    {
        if (Directory.Exists(path))
            return Diagnose.UnreadablePolicy(new Place(path), "it is a folder");
        if (!File.Exists(path))
            return Diagnose.PolicyNotThere(new Place(path));
        if (machine.Os == OsKind.Windows)
            return null;
        if (FileStatus.Read(path, followLinks: false) is not { } name || FileStatus.Read(path, followLinks: true) is not { } target)
            return Diagnose.UnreadablePolicy(new Place(path), "its owner cannot be read");
        if (target.Kind != FileKind.Regular)
            return Diagnose.UnreadablePolicy(new Place(path), "it is not a regular file");
        return isNamed || (ReliesOn(name.User, machine) && ReliesOn(target.User, machine)) ? null : Diagnose.ForeignPolicy(new Place(path));
    }

    // Under sudo the repository still belongs to the person who typed it, as git sees it too: https://git-scm.com/docs/git-config#Documentation/git-config.txt-safedirectory
    internal static bool ReliesOn(uint owner, Machine machine) =>
        machine.UserId is not { } user || owner == 0 || owner == user || (user == 0 && machine.Variable("SUDO_UID") == $"{owner}");

    // One byte more than the limit is enough to know that a file is too large.
    internal static byte[] ReadBounded(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        var bytes = new byte[Math.Min(stream.Length, PolicyText.MaxBytes) + 1];
        return bytes[..stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false)];
    }
}
