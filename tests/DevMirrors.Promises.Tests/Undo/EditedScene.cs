using System.Text;
using DevMirrors.Config;
using DevMirrors.Testing;

namespace DevMirrors.Promises.Tests;

/// <summary>Applies to and undoes one file as the commands do, in this process: there are too many cases for a process each.</summary>
internal sealed class EditedScene : IDisposable
{
    private readonly ScratchMachine _scratch = new();

    private string Path => System.IO.Path.Combine(_scratch.Home, "file");

    public string? Text
    {
        get => File.Exists(Path) ? File.ReadAllText(Path, Encoding.Latin1) : null;
        set
        {
            if (value is null)
                File.Delete(Path);
            else
                File.WriteAllText(Path, value, Encoding.Latin1);
        }
    }

    public bool IsRemembered => UserState.ReadJournal(_scratch.Machine, Scope.User, new DiagnosticBag())!.Files.Count > 0;

    /// <summary>Gives the key our value; false where the file cannot be parsed.</summary>
    public bool TryApply(EditedText kind, SettingValue value)
    {
        var before = FileSnapshot.Read(Path, new DiagnosticBag())!;
        if (kind.Format.Parse(Path, before.Bytes, new DiagnosticBag()) is not { } document)
            return false;
        var change = new SettingChange(kind.Key, document.Find(kind.Key)?.Value, value, "a test");
        var after = document.Set(kind.Key, value).Bytes;
        var edit = new FileEdit(kind.Ecosystem, Scope.User, Path, kind.Format, before.Exists ? EditAction.Update : EditAction.Create, before, after, [change], [change]);
        Assert.True(PlanApplier.Apply(new Plan(null, [edit]), _scratch.Machine, new DiagnosticBag()).Finished);
        return true;
    }

    /// <summary>True where the command would end with 0.</summary>
    public bool Undo(out IReadOnlyList<Diagnostic> said)
    {
        var found = new DiagnosticBag();
        var report = UndoPlanner.Apply(UndoPlanner.Plan(_scratch.Machine, [Scope.User], null, null, found), _scratch.Machine, found);
        said = found;
        return report.Finished && !found.HasErrors;
    }

    public void Dispose() => _scratch.Dispose();
}
