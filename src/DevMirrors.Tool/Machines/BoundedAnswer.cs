using System.Text;
using CliWrap;

namespace DevMirrors.Tool;

/// <summary>What a client says, as far as anybody would read it: one that goes on and on would take all memory.</summary>
internal sealed class BoundedAnswer : IDisposable
{
    public const int MaxBytes = 1024 * 1024;

    private readonly MemoryStream _kept = new();
    private bool _isCut;

    /// <param name="tooMuch">Called as soon as there is more than <see cref="MaxBytes"/>; nothing is read after that.</param>
    public BoundedAnswer(Action tooMuch) => Target = PipeTarget.Create((origin, end) => Read(origin, tooMuch, end));

    public PipeTarget Target { get; }

    /// <summary>Null where it is too much: what is cut is no answer.</summary>
    public string? Text => _isCut ? null : Decoded();

    public void Dispose() => _kept.Dispose();

    private string Decoded()
    {
        _kept.Position = 0;
        using var reader = new StreamReader(_kept, Encoding.Default, detectEncodingFromByteOrderMarks: true, leaveOpen: true);
        return reader.ReadToEnd();
    }

    private async Task Read(Stream origin, Action tooMuch, CancellationToken end)
    {
        var buffer = new byte[16 * 1024];
        while (await origin.ReadAsync(buffer, end) is > 0 and var read)
        {
            if (_kept.Length + read > MaxBytes)
            {
                _isCut = true;
                tooMuch();
                return;
            }
            _kept.Write(buffer, 0, read);
        }
    }
}
