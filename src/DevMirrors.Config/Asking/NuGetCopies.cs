using System.Text;

namespace DevMirrors.Config;

/// <summary>The sources, and what switches them off, of every NuGet settings file that counts here; those of the whole machine are read where they are.</summary>
internal static class NuGetCopies
{
    private static readonly string[] Kept = [NuGetNames.Sources, NuGetNames.Disabled, "activePackageSource"];

    private static readonly string Home = Path.Combine(".nuget", "NuGet");

    /// <summary>A file that NuGet could not read either is copied as it cannot be read.</summary>
    public static IReadOnlyList<ClientCopy> Of(Machine machine)
    {
        var project = Project(machine);
        return
        [
            .. project.SelectMany((path, i) => Copy(path, Path.Combine(Folder(project.Count - i), "nuget.config"))),
            .. NuGetPaths.UserFile(machine) is { } user ? Copy(user, Path.Combine(Home, "NuGet.Config")) : [],
            .. NuGetPaths.ExtraFiles(machine).SelectMany(path => Copy(path, Path.Combine(Home, "config", Path.GetFileName(path)))),
        ];
    }

    public static string Innermost(Machine machine) => Folder(Project(machine).Count);

    private static List<string> Project(Machine machine) => [.. NuGetPaths.ProjectFiles(machine.CurrentFolder)];

    // As many folders below each other as there are files above each other.
    private static string Folder(int depth) => Path.Combine([ClientCopies.Work, .. Enumerable.Repeat("w", depth)]);

    private static IEnumerable<ClientCopy> Copy(string path, string to)
    {
        if (FileSnapshot.Read(path, new DiagnosticBag()) is not { Exists: true } file)
            yield break;
        var text = XmlSource.Parse(file.Bytes).Source is { } source ? Rest(source.Root, Path.GetDirectoryName(path)!) : "<";
        yield return new ClientCopy(to, Encoding.UTF8.GetBytes(text));
    }

    // Written anew, because a comment may hold a password as well.
    private static string Rest(XmlElement root, string folder)
    {
        var sections = root.Children
            .Where(section => Array.Exists(Kept, section.IsNamed))
            .Select(section => $"<{section.Name}>{string.Concat(section.Children.Select(item => Item(item, folder)))}</{section.Name}>");
        return $"<{root.Name}>{string.Concat(sections)}</{root.Name}>";
    }

    private static string Item(XmlElement item, string folder)
    {
        var attributes = item.Attributes.Where(a => !a.Name.Contains(':')).Select(a => (a.Name, Value: a.Name == "value" ? Secrets.MaskAddress(Absolute(a.Value, folder)) : a.Value));
        return $"<{item.Name}{string.Concat(attributes.Select(a => $" {a.Name}=\"{XmlEscape.Escape(a.Value, '"')}\""))} />";
    }

    // A folder is meant from where the file is.
    private static string Absolute(string address, string folder) =>
        address.Length == 0 || address.Contains('%') || address is "true" or "false" || Uri.TryCreate(address, UriKind.Absolute, out _) ? address : Path.GetFullPath(address, folder);
}
