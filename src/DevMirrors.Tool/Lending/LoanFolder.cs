using DevMirrors.Config;

namespace DevMirrors.Tool;

/// <summary>The files that one command borrows, in a folder that only this user may enter and that goes when the command is done.</summary>
internal sealed class LoanFolder(ScratchFolder scratch) : IDisposable
{

    /// <summary>The variables that lead a command's clients here; null takes a variable away.</summary>
    public Dictionary<string, string?> Variables { get; } = [];

    public void Add(string ecosystem, Loan loan)
    {
        // One folder each: two ecosystems may lend a file of the same name.
        var folder = Path.Combine(scratch.Path, ecosystem);
        foreach (var (path, content) in loan.Files)
            Write(InFolder(folder, path), content);
        foreach (var (path, target) in loan.Links)
            Link(InFolder(folder, path), target);
        foreach (var (name, value) in loan.Variables.Concat(loan.BesideFiles))
            Variables[name] = value?.Replace(Lending.FolderMark, folder, StringComparison.Ordinal);
    }

    private static string InFolder(string folder, string path)
    {
        var full = Path.Combine(folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        return full;
    }

    private static void Write(string path, string content)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var writer = new StreamWriter(path, options);
        writer.Write(content);
    }

    private static void Link(string path, string target)
    {
        if (Directory.Exists(target))
            Directory.CreateSymbolicLink(path, target);
        else
            File.CreateSymbolicLink(path, target);
    }

    // Where something that the command left running still uses it, a later run takes the rest away.
    public void Dispose() => scratch.Dispose();
}
