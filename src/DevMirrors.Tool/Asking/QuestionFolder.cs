using System.Runtime.InteropServices;
using DevMirrors.Config;

namespace DevMirrors.Tool;

/// <summary>The folder in which this process asks its questions, each in a home below it. It goes when the process ends, also by a signal; after a kill the next run removes it.</summary>
internal static class QuestionFolder
{
    private static readonly Lock Gate = new();
    private static readonly CancellationTokenSource Over = new();
    private static readonly List<PosixSignalRegistration> Watched = [];
    private static ScratchFolder? _folder;
    private static int _homes;

    /// <summary>Cancelled when a signal ends the process: nobody may write into a folder that is being deleted.</summary>
    public static CancellationToken Ended => Over.Token;

    /// <summary>A new, empty folder; null where there is no place for one.</summary>
    public static string? TryAdd(Machine machine)
    {
        lock (Gate)
        {
            if (Over.IsCancellationRequested)
                return null;
            if (_folder is null && (_folder = ScratchFolder.TryCreate(machine, ScratchFolder.Asking)) is not null)
                Watch();
            return _folder is null ? null : Directory.CreateDirectory(Path.Combine(_folder.Path, $"{++_homes}")).FullName;
        }
    }

    public static void End()
    {
        lock (Gate)
        {
            _folder?.Dispose();
            _folder = null;
        }
    }

    // The signal then does what it does without us.
    private static void Watch()
    {
        foreach (var signal in new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP, PosixSignal.SIGQUIT })
            Watched.Add(PosixSignalRegistration.Create(signal, _ =>
            {
                Over.Cancel();
                End();
            }));
    }
}
