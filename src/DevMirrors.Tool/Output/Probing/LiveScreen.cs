using System.Runtime.InteropServices;
using System.Text;
using DevMirrors.Config;

namespace DevMirrors.Tool;

/// <summary>
/// A table that redraws itself in place. It changes no mode of the terminal (the cursor stays visible, lines wrap as before), so that
/// a killed run leaves nothing of it to put right.
/// </summary>
internal sealed class LiveScreen : LiveTable
{
    // Asking for the window's size makes .NET switch the keypad over, and nothing of it switches that back: https://github.com/dotnet/corefx/issues/32805
    private const string UsualKeypad = "\u001b[?1l\u001b>";

    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(100);

    private readonly TextWriter _writer;
    private readonly LiveFrame _frame;
    private readonly ProbeProgress?[] _news;
    private readonly Func<(int Width, int Height)> _size;
    private readonly TimeProvider _clock;
    private readonly long _started;
    private readonly ITimer _timer;
    private readonly List<PosixSignalRegistration> _signals = [];
    private readonly Lock _lock = new();
    private int _drawn;
    private bool _isOver;

    public LiveScreen(
        TextWriter writer, IReadOnlyList<ProbeTarget> targets, TimeSpan timeout, Func<(int Width, int Height)> size, bool isUnicode, TimeProvider clock)
    {
        _writer = writer;
        _frame = new LiveFrame(targets, timeout, isUnicode);
        _news = new ProbeProgress?[targets.Count];
        _size = size;
        _clock = clock;
        _started = clock.GetTimestamp();
        foreach (var signal in new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM })
            _signals.Add(PosixSignalRegistration.Create(signal, _ => End()));
        _timer = clock.CreateTimer(_ => Draw(), null, Pace, Pace);
    }

    // One reference, which the next frame reads: probing never waits for the terminal.
    public override void Report(ProbeProgress progress)
    {
        if (progress.Index >= 0 && progress.Index < _news.Length)
            Volatile.Write(ref _news[progress.Index], progress);
    }

    protected override void Finish()
    {
        _timer.Dispose();
        End();
        foreach (var signal in _signals)
            signal.Dispose();
    }

    private void Draw()
    {
        lock (_lock)
        {
            if (_isOver)
                return;
            var (width, height) = _size();
            var lines = _frame.Lines(_news, _clock.GetElapsedTime(_started), width, height);
            Show(string.Concat(lines.Select(line => $"{line}\u001b[K\n")), lines.Count);
        }
    }

    private void End()
    {
        lock (_lock)
        {
            if (!_isOver)
                Show(UsualKeypad, 0);
            _isOver = true;
        }
    }

    // Over the last frame, in one piece so that nothing flickers; what is left below goes.
    private void Show(string text, int lines)
    {
        var frame = new StringBuilder(_drawn > 0 ? $"\r\u001b[{_drawn}A" : "\r").Append(text).Append("\u001b[J");
        _writer.Write(frame);
        _writer.Flush();
        _drawn = lines;
    }
}
