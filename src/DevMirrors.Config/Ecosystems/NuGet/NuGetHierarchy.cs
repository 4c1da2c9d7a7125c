using System.Xml;
using NuGet.Configuration;

namespace DevMirrors.Config;

internal enum NuGetFileKind
{
    Project,
    User,
    Extra,
    Machine,
}

/// <summary>One settings file of the hierarchy.</summary>
/// <param name="Exists">False for the user's file that NuGet creates as soon as it runs.</param>
internal sealed record NuGetFile(string Path, NuGetFileKind Kind, NuGetConfigDocument Document, bool Exists = true)
{
    public Place PlaceAt(int offset)
    {
        var (line, column) = Document.PlaceAt(offset);
        return new Place(Path, line, column);
    }
}

/// <summary>A package source as it comes out of the merge.</summary>
/// <param name="Address">Expanded, and absolute where it is a folder.</param>
/// <param name="Written">As another file may repeat it: absolute where it is a folder, and every variable still by its name.</param>
internal sealed record NuGetSource(string Key, string Address, string Written, NuGetFile File, int Offset)
{
    public Place Place => File.PlaceAt(Offset);
}

/// <summary>The patterns that count for one source, and the file that they come from.</summary>
internal sealed record NuGetPatterns(string Key, IReadOnlyList<string> Items, NuGetFile File);

/// <summary>
/// NuGet's merge of its files, read by ourselves: the nearest definition of a key wins, <c>&lt;clear /&gt;</c> hides farther files, and the
/// nearest patterns of a source replace its farther ones. https://learn.microsoft.com/nuget/consume-packages/configuring-nuget-behavior
/// </summary>
internal sealed class NuGetHierarchy
{
    private const string OnlyFile = "RestoreConfigFile";

    private readonly Machine _machine;

    private NuGetHierarchy(Machine machine, IReadOnlyList<NuGetFile> files)
    {
        _machine = machine;
        Files = files;
        Sources = MergeSources(NuGetNames.Sources);
        AuditSources = MergeSources(NuGetNames.Audit);
        Disabled = Merge(NuGetNames.Disabled).ToDictionary(e => e.Item.Key, e => e.File.PlaceAt(e.Item.Offset), StringComparer.OrdinalIgnoreCase);
        Patterns = [.. Merge(NuGetNames.Mapping).Select(e => new NuGetPatterns(e.Item.Key, e.Item.Values, e.File))];
    }

    /// <summary>The nearest first.</summary>
    public IReadOnlyList<NuGetFile> Files { get; }

    public IReadOnlyList<NuGetSource> Sources { get; }

    public IReadOnlyList<NuGetSource> AuditSources { get; }

    /// <summary>Source name → where it is switched off.</summary>
    public IReadOnlyDictionary<string, Place> Disabled { get; }

    public IReadOnlyList<NuGetPatterns> Patterns { get; }

    public IEnumerable<NuGetSource> Enabled => Sources.Where(s => !Disabled.ContainsKey(s.Key));

    public NuGetFile? User => Files.FirstOrDefault(f => f.Kind == NuGetFileKind.User);

    /// <param name="folder">Where a command would run; null leaves the project's files out.</param>
    public static NuGetHierarchy Load(Machine machine, string? folder, DiagnosticBag found)
    {
        if (folder is not null && machine.Variable(OnlyFile) is { } only)
            return new NuGetHierarchy(machine, [.. Read(Path.GetFullPath(only, folder), NuGetFileKind.Project, found)]);
        return new NuGetHierarchy(machine, All(machine, folder, found));
    }

    /// <summary>With what a command reads only where no variable names one file in place of all others: the next command has no such variable.</summary>
    public static NuGetHierarchy LoadEvery(Machine machine, string folder, DiagnosticBag found) =>
        new(machine, [.. machine.Variable(OnlyFile) is { } only ? Read(Path.GetFullPath(only, folder), NuGetFileKind.Project, found) : [], .. All(machine, folder, found)]);

    /// <summary>What `dotnet nuget` reads, which does not heed the variable that names one file for a restore.</summary>
    public static NuGetHierarchy LoadAll(Machine machine, string folder, DiagnosticBag found) => new(machine, All(machine, folder, found));

    private static List<NuGetFile> All(Machine machine, string? folder, DiagnosticBag found)
    {
        var files = new List<NuGetFile>();
        if (folder is not null)
            files.AddRange(NuGetPaths.ProjectFiles(folder).SelectMany(p => Read(p, NuGetFileKind.Project, found)));
        if (NuGetPaths.UserFile(machine) is { } user)
            files.AddRange(File.Exists(user) ? Read(user, NuGetFileKind.User, found) : [Created(user)]);
        files.AddRange(NuGetPaths.ExtraFiles(machine).SelectMany(p => Read(p, NuGetFileKind.Extra, found)));
        files.AddRange(NuGetPaths.MachineFiles(machine).SelectMany(p => Read(p, NuGetFileKind.Machine, found)));
        return files;
    }

    /// <summary>Where a password for this source, or the certificate that it is shown, is kept: a place in a file, or an environment variable; null where there is none.</summary>
    public (Place? Place, string Name)? Credentials(string key)
    {
        foreach (var file in Files)
            foreach (var (name, line, column) in file.Document.Elements(NuGetNames.Credentials))
                if (key.Equals(XmlConvert.DecodeName(name), StringComparison.OrdinalIgnoreCase))
                    return (new Place(file.Path, line, column), $"<{name}>");
        foreach (var file in Files)
            if (file.Document.Certificate(key) is { } certificate)
                return (new Place(file.Path, certificate.Line, certificate.Column), $"<{NuGetNames.Certificates}>");
        return _machine.Environment.Keys.FirstOrDefault(k => IsVariableOf(key, k)) is { } set ? (null, $"environment variable {set}") : null;
    }

    private static bool IsVariableOf(string key, string variable) =>
        variable.StartsWith(NuGetNames.CredentialVariable, StringComparison.OrdinalIgnoreCase)
        && variable[NuGetNames.CredentialVariable.Length..] is var name
        && (name.Equals(key, StringComparison.OrdinalIgnoreCase) || key.Equals(XmlConvert.DecodeName(name), StringComparison.OrdinalIgnoreCase));

    /// <summary>The nearest <c>&lt;clear /&gt;</c> of a section.</summary>
    public (NuGetFile File, Place Place)? Clear(string section)
    {
        foreach (var file in Files)
            if (file.Document.Clear(section) is { } clear)
                return (file, new Place(file.Path, clear.Line, clear.Column));
        return null;
    }

    // NuGet writes this file as soon as any command runs, so that its feed counts although no file says so yet.
    private static NuGetFile Created(string path) =>
        new(path, NuGetFileKind.User, (NuGetConfigDocument)new NuGetConfigDocument(null).Set(NuGetConfigKey.Source(NuGetNames.Feed), new SettingValue(NuGetConstants.V3FeedUrl)), Exists: false);

    private static IEnumerable<NuGetFile> Read(string path, NuGetFileKind kind, DiagnosticBag found) =>
        FileSnapshot.Read(path, found) is { } snapshot && NuGetConfigFormat.Read(path, snapshot.Bytes, found) is { } document
            ? [new NuGetFile(path, kind, document)]
            : [];

    private List<(NuGetConfigItem Item, NuGetFile File)> Merge(string section)
    {
        var merged = new List<(NuGetConfigItem Item, NuGetFile File)>();
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var file in Files)
        {
            merged.AddRange(file.Document.Items(section).Where(i => seen.Add(i.Key)).Select(item => (item, file)));
            if (file.Document.Clear(section) is not null)
                break;
        }
        return merged;
    }

    private IReadOnlyList<NuGetSource> MergeSources(string section) =>
        [.. Merge(section).Select(e => Source(e.Item, e.File))];

    private NuGetSource Source(NuGetConfigItem item, NuGetFile file)
    {
        var (written, expanded) = (item.Values[0], NuGetAddress.Expand(item.Values[0], _machine));
        if (Uri.TryCreate(expanded, UriKind.Absolute, out _))
            return new NuGetSource(item.Key, expanded, written, file, item.Offset);
        var folder = Path.GetDirectoryName(file.Path)!;
        return new NuGetSource(item.Key, Path.GetFullPath(expanded, folder), Path.GetFullPath(written, folder), file, item.Offset);
    }
}
