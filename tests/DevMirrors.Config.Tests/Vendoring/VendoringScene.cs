using DevMirrors.Testing;

namespace DevMirrors.Config.Tests;

/// <summary>A scratch repository, two versions of a small tool, and the calls that vendor one of them.</summary>
internal sealed class VendoringScene : IDisposable
{
    private readonly ScratchMachine _scratch = new();

    public static CarriedFiles Old { get; } = Carried("1.0.0", ("devmirrors.dll", "one"), ("DevMirrors.targets", "<Project />"), ("Gone.dll", "old"));

    public static CarriedFiles New { get; } = Carried("1.1.0", ("devmirrors.dll", "two"), ("DevMirrors.targets", "<Project />"), ("Added.dll", "new"));

    public DiagnosticBag Found { get; private set; } = new();

    public IEnumerable<string> Codes => Found.Select(d => d.Code);

    public string Repository => _scratch.Repository;

    public string PathOf(string name) => Path.Combine(Repository, name);

    public string Write(string name, string text) => _scratch.Write(Path.Combine("repo", name), text);

    public string Read(string name) => File.ReadAllText(PathOf(name));

    /// <summary>Runs `init --msbuild`; null where nothing was written, else the edits that changed something.</summary>
    public List<RepositoryEdit>? Init(CarriedFiles carried, bool update = false, string? newPolicy = null)
    {
        Found = new DiagnosticBag();
        var policy = newPolicy is null ? null : new RepositoryEdit(FileSnapshot.Read(PathOf("mirrors.yaml"), Found)!, System.Text.Encoding.UTF8.GetBytes(newPolicy));
        return Write(VendorPlanner.Plan(new VendorRequest(Repository, carried, update, policy), Found));
    }

    public List<RepositoryEdit>? Remove()
    {
        Found = new DiagnosticBag();
        return Write(VendorRemoval.Plan(Repository, Found));
    }

    /// <summary>Every file with its bytes and mode, and every folder.</summary>
    public string Everything() =>
        string.Join('\n', Directory.EnumerateFileSystemEntries(Repository, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select(p => $"{Path.GetRelativePath(Repository, p)} {File.GetUnixFileMode(p)} {(File.Exists(p) ? Convert.ToHexString(File.ReadAllBytes(p)) : "folder")}"));

    public static CarriedFiles Carried(string version, params (string Name, string Text)[] files) =>
        new(version, [.. files.Select(f => new CarriedFile(f.Name, System.Text.Encoding.UTF8.GetBytes(f.Text)))]);

    public void Dispose() => _scratch.Dispose();

    private List<RepositoryEdit>? Write(IReadOnlyList<RepositoryEdit>? edits) =>
        edits is not null && RepositoryWriter.Write(edits, Repository, _scratch.Machine, Found) ? [.. edits.Where(e => e.Action != EditAction.None)] : null;
}
