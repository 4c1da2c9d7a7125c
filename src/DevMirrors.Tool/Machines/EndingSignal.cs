using System.Runtime.InteropServices;

namespace DevMirrors.Tool;

/// <summary>Watches, for as long as this object lives, for a signal that ends the process, and then takes away what is only this run's. The signal does after that what it does without us.</summary>
internal sealed class EndingSignal : IDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);
    private static readonly CancellationTokenSource Over = new();

    private readonly PosixSignalRegistration[] _watched;

    public EndingSignal(Action end) =>
        _watched = Array.ConvertAll([PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP, PosixSignal.SIGQUIT], signal => PosixSignalRegistration.Create(signal, _ =>
        {
            Over.Cancel();
            end();
        }));

    /// <summary>Cancelled when a signal ends the process: nobody may write into a folder that is being deleted.</summary>
    public static CancellationToken Came => Over.Token;

    /// <summary>The signal ends the process; who went on meanwhile could end it first, with an answer and 0.</summary>
    public static void AwaitEnd()
    {
        if (Over.IsCancellationRequested)
            Thread.Sleep(Longest);
    }

    public void Dispose()
    {
        foreach (var signal in _watched)
            signal.Dispose();
    }
}
