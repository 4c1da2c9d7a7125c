using System.Buffers;
using System.Text;

namespace DevMirrors.Config;

/// <summary>
/// A TOML file as it lies on the disk. What is no UTF-8, or a control character, is a mistake wherever it stands, in a comment, too
/// (https://toml.io/en/v1.0.0#spec, https://toml.io/en/v1.0.0#comment). Bun takes both, so that its file is read as text.
/// </summary>
internal static class TomlBytes
{
    public static TomlText Read(ReadOnlySpan<byte> bytes)
    {
        var toml = TomlText.Read(Encoding.UTF8.GetString(bytes));
        return Fault(bytes) is { } fault && (toml.Fault is null || fault.Line <= toml.Fault.Line) ? toml with { Fault = fault } : toml;
    }

    private static TomlFault? Fault(ReadOnlySpan<byte> bytes)
    {
        for (var at = 0; at < bytes.Length;)
        {
            if (Rune.DecodeFromUtf8(bytes[at..], out var character, out var length) != OperationStatus.Done)
                return At(bytes[..at], "the file is not in UTF-8");
            if (IsControl(character.Value))
                return At(bytes[..at], $"the control character U+{character.Value:X4} is not allowed");
            at += length;
        }
        return null;
    }

    private static bool IsControl(int character) => character is (< 0x20 and not ('\t' or '\n' or '\r')) or 0x7F;

    private static TomlFault At(ReadOnlySpan<byte> before, string reason) =>
        new(reason, before.Count((byte)'\n') + 1, Encoding.UTF8.GetCharCount(before[(before.LastIndexOf((byte)'\n') + 1)..]) + 1);
}
