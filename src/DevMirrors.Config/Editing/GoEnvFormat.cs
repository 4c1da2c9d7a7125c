namespace DevMirrors.Config;

/// <summary>The file that <c>go env -w</c> writes: <c>KEY=VALUE</c> lines, see <c>go help environment</c>.</summary>
public sealed class GoEnvFormat : IFileFormat
{
    public static readonly GoEnvFormat Instance = new();

    public string Name => "go env file";

    public IDocument? Parse(string path, ReadOnlyMemory<byte> bytes, DiagnosticBag found)
    {
        var document = new GoEnvDocument(bytes);
        if (document.FindDamage() is { } damage)
        {
            found.Add(Diagnose.UnparsableFile(new Place(path, damage.Line, damage.Column), Name, damage.Reason));
            return null;
        }
        foreach (var key in GoKeys.HarmedByCarriageReturn)
            WarnOfCarriageReturn(path, document.Find(key), found);
        return document;
    }

    private static void WarnOfCarriageReturn(string path, DocumentSetting? setting, DiagnosticBag found)
    {
        if (setting is not null && setting.Value.Text.EndsWith('\r'))
            found.Add(Diagnose.GoValueEndsInCarriageReturn(new Place(path, setting.Line, setting.Column), setting.Key));
    }
}
