namespace DevMirrors.Config;

/// <summary>Finds files below the root that MSBuild takes instead of the root's, and that therefore switch the import off for what is below them.</summary>
internal static class NestedBuildFiles
{
    /// <summary>More folders than nearly every repository has; looking on would keep somebody waiting.</summary>
    private const int MaxFolders = 20_000;

    private static readonly HashSet<string> Skipped = new(StringComparer.OrdinalIgnoreCase) { ".git", "node_modules", "bin", "obj", "artifacts" };

    private static readonly EnumerationOptions Flat = new() { IgnoreInaccessible = true, AttributesToSkip = FileAttributes.ReparsePoint };

    /// <summary>Warns of each, with the line that it lacks.</summary>
    public static void Look(string repository, DiagnosticBag found)
    {
        var waiting = new Queue<string>(Below(repository));
        for (var count = 0; waiting.TryDequeue(out var folder); count++)
        {
            if (count == MaxFolders)
            {
                found.Add(Diagnose.NotEveryFolderLookedAt(new Place(repository), MaxFolders));
                return;
            }
            foreach (var file in Directory.EnumerateFiles(folder, "Directory.*.targets", Flat).Where(IsNested).Order(StringComparer.Ordinal))
                found.Add(Diagnose.NestedBuildFile(new Place(file), Path.GetFileName(file)));
            foreach (var below in Below(folder))
                waiting.Enqueue(below);
        }
    }

    // A folder with a `.git` of its own is another repository.
    private static IEnumerable<string> Below(string folder) =>
        Directory.EnumerateDirectories(folder, "*", Flat)
            .Where(f => !Skipped.Contains(Path.GetFileName(f)) && !Path.Exists(Path.Combine(f, ".git")))
            .Order(StringComparer.Ordinal);

    private static bool IsNested(string path) =>
        BuildFile.Names.Contains(Path.GetFileName(path))
        && FileSnapshot.Read(path, new DiagnosticBag()) is { } file
        && XmlSource.Parse(file.Bytes).Source is { } source
        && !Imports(source).Any(p => LeadsUp(p, Path.GetFileName(path), source.Text));

    private static IEnumerable<string> Imports(XmlSource source) =>
        Everything(source.Root).Where(e => e.Name == "Import").Select(e => e.Attribute("Project")?.Value ?? "");

    private static IEnumerable<XmlElement> Everything(XmlElement element) => element.Children.SelectMany(Everything).Prepend(element);

    // What a property holds is not evaluated: where the file asks for a file above at all, it is taken at its word.
    private static bool LeadsUp(string project, string name, string text) =>
        project.Contains(name, StringComparison.OrdinalIgnoreCase)
        || project.Contains("DevMirrors.targets", StringComparison.OrdinalIgnoreCase)
        || (project.StartsWith("$(", StringComparison.Ordinal) && text.Contains("OfFileAbove(", StringComparison.OrdinalIgnoreCase));
}
