using DevMirrors.Config;

namespace DevMirrors.Tool;

/// <summary>
/// The folder in which clients clean their caches. In any other they go by what they find there: a repository could name the folder that is
/// deleted, and the program that does it. It holds nothing but fences, and lies in the home, on the disk of pnpm's store. It goes with this object, also by a signal.
/// </summary>
internal sealed class CleaningFolder : IDisposable
{
    private readonly ScratchFolder _folder;
    private readonly EndingSignal _signal;

    private CleaningFolder(ScratchFolder folder)
    {
        _folder = folder;
        _signal = new EndingSignal(folder.Dispose);
    }

    /// <summary>Absolute; only this user may enter it.</summary>
    public string Path => _folder.Path;

    /// <summary>What a client gets that stands in it: <see cref="ClientFences"/>, and the folder by the name that was made.</summary>
    public Dictionary<string, string?> Variables => new(ClientFences.Variables) { ["PWD"] = Path };

    /// <summary>Null, and an error, where there is no home to put it in, or where others decide what is run in that.</summary>
    public static CleaningFolder? TryMake(Machine machine, DiagnosticBag found)
    {
        var obstacle = machine.Home.Length == 0 ? null : CleaningPlace.Obstacle(machine);
        if (obstacle is null && TryMake(machine) is { } made)
            return made;
        found.Add(Diagnose.NowhereToClean(obstacle ?? "there is no home folder that it may make a folder in"));
        return null;
    }

    public void Dispose()
    {
        _signal.Dispose();
        _folder.Dispose();
    }

    private static CleaningFolder? TryMake(Machine machine)
    {
        if (ScratchFolder.TryCreate(machine, ScratchFolder.Cleaning) is not { } folder)
            return null;
        var made = new CleaningFolder(folder);
        try
        {
            ClientFences.Write(made.Path);
            return made;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            made.Dispose();
            return null;
        }
    }
}
