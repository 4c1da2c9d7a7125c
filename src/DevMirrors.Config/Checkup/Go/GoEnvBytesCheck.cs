using System.Text;

namespace DevMirrors.Config;

/// <summary>Looks for what go takes for a part of its settings: a byte order mark hides the first line, a carriage return is a part of the value.</summary>
internal sealed class GoEnvBytesCheck : ICheck
{
    private const string BeginsLine = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

    public string Id => "go-env-bytes";

    public string Ecosystem => GoEcosystem.Id;

    public string Healthy => "no byte order mark or carriage return in the env file hides or changes a setting";

    public IEnumerable<CheckFinding> Look(CheckRequest request)
    {
        if (GoFiles.User(request.Machine, new DiagnosticBag()) is not { } path || FileSnapshot.Read(path, new DiagnosticBag()) is not { Exists: true } file)
            return [];
        var os = request.Machine.Os;
        var isParsed = GoEnvFormat.Instance.Parse(path, file.Bytes, new DiagnosticBag()) is not null;
        return new[] { Mark(path, file.Bytes.Span, os), Return(path, Encoding.Latin1.GetString(file.Bytes.Span), os) }.OfType<CheckFinding>()
            // What cannot be read back is not written.
            .Select(f => isParsed ? f : f with { Mend = null });
    }

    private static CheckFinding? Mark(string path, ReadOnlySpan<byte> bytes, OsKind os)
    {
        if (bytes.StartsWith(Encoding.Unicode.Preamble) || bytes.StartsWith(Encoding.BigEndianUnicode.Preamble))
            return CheckFinding.Error("the file is UTF-16, of which go reads no setting", new Place(path, 1, 1), "save it as UTF-8 without a byte order mark");
        if (!bytes.StartsWith(Encoding.UTF8.Preamble) || !IsSetting(bytes[3..]))
            return null;
        var found = CheckFinding.Error("the file begins with a byte order mark, so go passes over its first line without a word", new Place(path, 1, 1), Command(os, SedHint.WithoutMark(path)));
        return Mendable(found, [Encoding.Latin1.GetString(FirstLine(bytes[3..]))], Change("take the byte order mark out of", path, before => before.Span.StartsWith(Encoding.UTF8.Preamble) ? before[3..] : before));
    }

    // Of a comment or an empty line, with which a file may begin, nothing is lost.
    private static bool IsSetting(ReadOnlySpan<byte> text)
    {
        var line = FirstLine(text);
        return line.Contains((byte)'=') && BeginsLine.Contains((char)line[0]);
    }

    private static ReadOnlySpan<byte> FirstLine(ReadOnlySpan<byte> text) => text.IndexOf((byte)'\n') is >= 0 and var end ? text[..end] : text;

    private static CheckFinding? Return(string path, string text, OsKind os)
    {
        var returned = text.Split('\n').Select((line, i) => (Line: line, Number: i + 1))
            .Select(l => (Line: l.Line.TrimStart('\u00EF', '\u00BB', '\u00BF'), l.Number))
            .Where(l => l.Line.EndsWith('\r') && l.Line.Contains('=') && BeginsLine.Contains(l.Line[0]))
            .Select(l => (l.Line, Key: l.Line.Split('=')[0], l.Number))
            .ToList();
        if (returned.Count == 0)
            return null;
        var harmed = returned.Where(l => GoKeys.HarmedByCarriageReturn.Contains(l.Key)).ToList();
        var (_, key, number) = harmed.Count > 0 ? harmed[0] : returned[0];
        var found = new CheckFinding(
            harmed.Count > 0 ? CheckStatus.Error : CheckStatus.Warning, $"`{key}` ends in a carriage return, which go takes for a part of the value{Harm(key)}", new Place(path, number, 1), Command(os, SedHint.WithoutReturns(path)));
        return Mendable(found, returned.Select(l => l.Line), Change("end the lines in LF alone in", path, WithoutReturns));
    }

    // A line that go has not understood so far may lower a protection once it does: whoever wrote it is to decide.
    private static CheckFinding Mendable(CheckFinding found, IEnumerable<string> lines, Mend.Edit mend) => lines.Select(Lowered).FirstOrDefault(k => k is not null) is { } key
        ? found with { Hint = $"{found.Hint}; look at `{key}` first, which would then lower a protection: `--fix` leaves it to you" }
        : found with { Mend = mend };

    private static string? Lowered(string line)
    {
        var (key, value) = (line.Split('=')[0], line[(line.IndexOf('=') + 1)..].Trim());
        return (key == GoKeys.SumDb && value == "off") || (key == GoKeys.Insecure && value.Length > 0) || (key == GoKeys.Flags && value.Contains("-insecure", StringComparison.Ordinal)) ? key : null;
    }

    // The sed of other systems is another one, or none.
    private static string Command(OsKind os, string sed) => os == OsKind.Linux ? sed : "save the file as UTF-8 without a byte order mark, its lines ended by LF alone";

    private static string Harm(string key) => key switch
    {
        GoKeys.SumDb => ": every checksum lookup fails",
        GoKeys.Proxy => "; of this one it trims it, of others it does not",
        _ when GoKeys.IsList(key) => ": the pattern matches nothing, and private names go to the proxy",
        _ => "",
    };

    private static ReadOnlyMemory<byte> WithoutReturns(ReadOnlyMemory<byte> before) =>
        Encoding.Latin1.GetBytes(string.Join('\n', Encoding.Latin1.GetString(before.Span).Split('\n').Select(l => l.TrimEnd('\r'))));

    private static Mend.Edit Change(string what, string path, Func<ReadOnlyMemory<byte>, ReadOnlyMemory<byte>> change) =>
        new($"{what} {path}", GoEcosystem.Id, path, GoEnvFormat.Instance, change);
}
