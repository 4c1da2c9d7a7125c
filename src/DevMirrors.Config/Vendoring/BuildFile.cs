namespace DevMirrors.Config;

/// <summary>The two files of a repository's root that MSBuild imports into every project and every solution.</summary>
internal static class BuildFile
{
    public const string OfProjects = "Directory.Build.targets";
    public const string OfSolutions = "Directory.Solution.targets";

    public static readonly IReadOnlyList<string> Names = [OfProjects, OfSolutions];

    /// <summary>The file of this name, in whatever case it is spelt; where there is none, the path it would have.</summary>
    public static string PathIn(string repository, string name)
    {
        var path = Path.Combine(repository, name);
        return File.Exists(path) || !Directory.Exists(repository)
            ? path
            : Directory.EnumerateFiles(repository).FirstOrDefault(p => Path.GetFileName(p).Equals(name, StringComparison.OrdinalIgnoreCase)) ?? path;
    }

    /// <summary>The file as text with spans. Null, and an error at its place, where it is no project that can be edited.</summary>
    public static XmlSource? Parse(FileSnapshot file, DiagnosticBag found)
    {
        var (source, problem) = XmlSource.Parse(file.Bytes);
        if (source is not null && source.Root.Name != "Project")
            problem = new XmlProblem($"its root is `{Shown.Of(source.Root.Name)}`, expected `Project`", source.Place(source.Root.Start).Line, source.Place(source.Root.Start).Column);
        if (problem is null)
            return source;
        found.Add(Diagnose.UneditableFile(new Place(file.Path, problem.Line, problem.Column), problem.Reason));
        return null;
    }

    /// <summary>How lines end in the files beside a new one; LF where there is none.</summary>
    public static string LineBreakIn(string repository)
    {
        var neighbour = Names.Concat(["Directory.Build.props", "Directory.Packages.props"]).Select(n => PathIn(repository, n)).FirstOrDefault(File.Exists);
        return neighbour is not null && FileSnapshot.Read(neighbour, new DiagnosticBag()) is { } file && file.Bytes.Span.IndexOf("\r\n"u8) >= 0 ? "\r\n" : "\n";
    }
}
