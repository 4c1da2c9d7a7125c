using System.Text;

namespace DevMirrors.Config;

/// <summary>Turns an offset into the line and column that editors show.</summary>
internal static class JsonPlace
{
    public static Place At(string path, ReadOnlySpan<byte> bytes, int offset)
    {
        var (line, column) = LineAndColumn(bytes, offset);
        return new Place(path, line, column);
    }

    public static (int Line, int Column) LineAndColumn(ReadOnlySpan<byte> bytes, int offset)
    {
        var before = bytes[..Math.Min(offset, bytes.Length)];
        var lineStart = before.LastIndexOf((byte)'\n') + 1;
        var inLine = before[lineStart..];
        if (lineStart == 0 && inLine.StartsWith(Encoding.UTF8.Preamble))
            inLine = inLine[Encoding.UTF8.Preamble.Length..];
        return (before.Count((byte)'\n') + 1, Encoding.UTF8.GetCharCount(inLine) + 1);
    }
}
