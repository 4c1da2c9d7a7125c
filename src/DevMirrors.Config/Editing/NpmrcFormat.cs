using System.Text;

namespace DevMirrors.Config;

/// <summary>npm's settings file, read as npm's own <c>ini</c> package reads it: `npm help npmrc`.</summary>
public sealed class NpmrcFormat : IFileFormat
{
    public static readonly NpmrcFormat Instance = new();

    private NpmrcFormat()
    {
    }

    public string Name => ".npmrc";

    public IDocument? Parse(string path, ReadOnlyMemory<byte> bytes, DiagnosticBag found)
    {
        // Latin-1 maps each byte to one character, so that whatever encoding a comment is in comes back as it was.
        var text = Encoding.Latin1.GetString(bytes.Span);
        if (Fault(text) is not { } fault)
            return new NpmrcDocument(text);
        found.Add(Diagnose.UnparsableFile(new Place(path, fault.Line, fault.Column), Name, fault.Reason));
        return null;
    }

    private static (int Line, int Column, string Reason)? Fault(string text)
    {
        foreach (var line in NpmrcLine.Split(text))
        {
            var body = text.AsSpan(line.Start, line.Length);
            if (body.StartsWith("<<<<<<<") || body.StartsWith(">>>>>>>"))
                return (line.Number, 1, "it holds the marks of an unfinished merge");
            var control = body.IndexOfAnyInRange('\0', '\u0008');
            if (control >= 0)
                return (line.Number, control + 1, $"byte 0x{(int)body[control]:x2} does not belong in a text file");
        }
        return null;
    }
}
