using DevMirrors.Config;

namespace DevMirrors.Tool;

/// <summary>The folder in which this process asks its questions, each in a home below it. It goes when the process ends, also by a signal; after a kill the next run removes it.</summary>
internal static class QuestionFolder
{
    private static readonly Lock Gate = new();
    private static ScratchFolder? _folder;
    private static EndingSignal? _signal;
    private static int _homes;

    /// <summary>A new, empty folder; null where there is no place for one.</summary>
    public static string? TryAdd(Machine machine)
    {
        lock (Gate)
        {
            if (EndingSignal.Came.IsCancellationRequested)
                return null;
            if (_folder is null && (_folder = ScratchFolder.TryCreate(machine, ScratchFolder.Asking)) is not null)
                _signal ??= new EndingSignal(End);
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
}
