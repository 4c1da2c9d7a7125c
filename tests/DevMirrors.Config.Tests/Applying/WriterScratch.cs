using System.Text;
using DevMirrors.Testing;

namespace DevMirrors.Config.Tests;

/// <summary>A scratch machine and the few calls that plan, apply and undo key=value files on it.</summary>
internal sealed class WriterScratch : IDisposable
{
    private readonly ScratchMachine _scratch = new();

    public LineEcosystem Ecosystem { get; init; } = new();

    public DiagnosticBag Found { get; private set; } = new();

    public Machine Machine => _scratch.Machine;

    public string Repository => _scratch.Repository;

    public StateFolder State => new(UserState.Folder(Machine, Scope.User)!);

    public IEnumerable<string> Codes => Found.Select(d => d.Code);

    public string PathOf(string name) => Path.Combine(_scratch.Home, name);

    public string Write(string name, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(name))!);
        File.WriteAllText(PathOf(name), text, Encoding.Latin1);
        return PathOf(name);
    }

    public string? Read(string name) => File.Exists(PathOf(name)) ? File.ReadAllText(PathOf(name), Encoding.Latin1) : null;

    /// <summary>An edit that sets keys (<c>"a=1"</c>) and removes keys (<c>"a"</c>).</summary>
    public FileEdit Edit(string name, params string[] wishes) => EditAt(PathOf(name), Scope.User, wishes);

    public FileEdit EditAt(string path, Scope scope, params string[] wishes)
    {
        var before = FileSnapshot.Read(path, Found) ?? new FileSnapshot(path, true, Encoding.Latin1.GetBytes("unreadable\n"));
        IDocument document = new LineDocument(Encoding.Latin1.GetString(before.Bytes.Span));
        var owned = new List<SettingChange>();
        foreach (var wish in wishes.Select(w => w.Split('=', 2)))
        {
            var after = wish.Length == 1 ? null : new SettingValue(wish[1]);
            owned.Add(new SettingChange(wish[0], document.Find(wish[0])?.Value, after, "a test"));
            document = OurSpan.Give(document, wish[0], after);
        }
        var action = document.Bytes.Span.SequenceEqual(before.Bytes.Span) ? EditAction.None : before.Exists ? EditAction.Update : EditAction.Create;
        return new FileEdit(Ecosystem.Name, scope, path, LineFormat.Instance, action, before, document.Bytes, [.. owned.Where(c => !Equals(c.Before, c.After))], owned);
    }

    public IReadOnlyList<EditResult> Apply(params FileEdit[] edits) => ApplyAs("policy-a", edits);

    /// <summary>Applies for the policy of this folder name inside the repository's parent, or of the repository itself.</summary>
    public IReadOnlyList<EditResult> ApplyAs(string policy, params FileEdit[] edits)
    {
        Found = new DiagnosticBag();
        return Results(PlanApplier.Apply(PlanFor(policy, edits), Machine, [Ecosystem], Found));
    }

    public Plan PlanFor(string policy, params FileEdit[] edits)
    {
        var region = new Region("cn", new Place(policy), true, [], [], []);
        var owner = new Policy(Path.Combine(Repository, policy + ".yaml"), "", [region], [], []);
        return new Plan(new Selection(owner, new ResolvedRegion(region, "a test says so"), [], new MirrorCatalogue([])), edits);
    }

    public Plan PlanUndo(params Scope[] scopes)
    {
        Found = new DiagnosticBag();
        return UndoPlanner.Plan(Machine, scopes.Length == 0 ? [Scope.User] : scopes, null, null, [Ecosystem], Found);
    }

    public IReadOnlyList<EditResult> Undo(params Scope[] scopes) => Undo(PlanUndo(scopes));

    public IReadOnlyList<EditResult> Undo(Plan plan) => Results(UndoPlanner.Apply(plan, Machine, [Ecosystem], Found));

    public Journal Journal() => UserState.ReadJournal(Machine, Scope.User, new DiagnosticBag())!;

    public void Set(string variable, string value) => _scratch.Set(variable, value);

    public void WithoutState() => _scratch.Machine = Machine with { KeepsState = false };

    public void Dispose() => _scratch.Dispose();

    private static List<EditResult> Results(ApplyReport report) => [.. report.Edits.Select(e => e.Result)];
}
