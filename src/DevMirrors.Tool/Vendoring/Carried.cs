using DevMirrors.Config;

namespace DevMirrors.Tool;

/// <summary>The archive inside this program.</summary>
internal static class Carried
{
    /// <summary>Null, and an error, in the copy that was vendored itself: it cannot contain itself.</summary>
    public static CarriedFiles? Read(DiagnosticBag found)
    {
        using var archive = typeof(Carried).Assembly.GetManifestResourceStream("vendored.archive");
        if (archive is null)
        {
            found.Add(Diagnose.CarriesNothing());
            return null;
        }
        var bytes = new byte[archive.Length];
        archive.ReadExactly(bytes);
        return CarriedFiles.Unpack(Program.Version, bytes);
    }
}
