using DevMirrors.Config;

namespace DevMirrors.Tool;

/// <summary>The archive that stands beside this program.</summary>
internal static class Carried
{
    private const string Name = "devmirrors.archive";

    /// <summary>Null, and an error, in the copy that was vendored itself: it cannot contain itself.</summary>
    public static CarriedFiles? Read(DiagnosticBag found)
    {
        try
        {
            return CarriedFiles.Unpack(Program.Version, File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, Name)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            found.Add(Diagnose.CarriesNothing(Name));
            return null;
        }
    }
}
