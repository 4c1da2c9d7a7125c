using System.Text;
using System.Text.RegularExpressions;

namespace DevMirrors.EndToEnd.Tests;

/// <summary>A terminal that understands what a redrawn table needs: where its cursor is, what stands in it, and whether it scrolled.</summary>
internal sealed partial class ReportScreen : TextWriter
{
    private readonly int _width;
    private readonly string[] _rows;
    private int _row;
    private int _column;

    public ReportScreen(int width, int height)
    {
        _width = width;
        // One more than the table may use, for the line that the command was typed in.
        _rows = Enumerable.Repeat("", height + 1).ToArray();
        _rows[_row++] = "$ devmirrors probe";
    }

    public override Encoding Encoding => Encoding.UTF8;

    public bool Scrolled { get; private set; }

    public int Frames { get; private set; }

    public IReadOnlyList<string> Lines => [.. _rows.Reverse().SkipWhile(r => r.Length == 0).Reverse()];

    public (int Width, int Height) Size() => (_width, _rows.Length - 1);

    public override void Write(StringBuilder? value) => Write(value!.ToString());

    public override void Write(string? value)
    {
        Frames++;
        foreach (Match part in Parts().Matches(value!))
            Do(part.Value);
    }

    private void Do(string part)
    {
        switch (part[^1])
        {
            case '\r':
                _column = 0;
                break;
            case '\n':
                (_row, _column) = (_row + 1, 0);
                // The table may stand below other lines only as far as the window reaches.
                Scrolled |= _row >= _rows.Length;
                break;
            case 'A' when part[0] == '\u001b':
                _row -= int.Parse(part[2..^1], System.Globalization.CultureInfo.InvariantCulture);
                break;
            case 'J' when part[0] == '\u001b':
                for (var row = _row; row < _rows.Length; row++)
                    _rows[row] = row == _row ? _rows[row][..Math.Min(_column, _rows[row].Length)] : "";
                break;
            case 'K' when part[0] == '\u001b':
                _rows[_row] = _rows[_row][..Math.Min(_column, _rows[_row].Length)];
                break;
            // Colours, and the keypad's usual mode.
            case 'm' or 'l' or '>' when part[0] == '\u001b':
                break;
            default:
                Assert.False(char.IsControl(part[0]), $"unknown: {part}");
                Assert.True(_column < _width - 1, $"the line wraps: {_rows[_row]}");
                _rows[_row] = _rows[_row].PadRight(_column)[.._column] + part + (_column + 1 < _rows[_row].Length ? _rows[_row][(_column + 1)..] : "");
                _column++;
                break;
        }
    }

    [GeneratedRegex(@"\u001b\[[?0-9;]*[A-Za-z]|\u001b>|[\s\S]")]
    private static partial Regex Parts();
}

/// <summary>A clock that ticks when it is told to.</summary>
internal sealed class ReportClock : TimeProvider
{
    private TimerCallback? _tick;
    private long _now;

    public TimeSpan Period { get; private set; }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => _now;

    public void Advance(TimeSpan time)
    {
        _now += time.Ticks;
        _tick?.Invoke(null);
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        (_tick, Period) = (callback, period);
        return new Timer();
    }

    // One that was stopped may tick once more: so does a real one.
    private sealed class Timer : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
