using System.Text;
using System.Text.Unicode;

namespace DevMirrors.Config;

/// <summary>dockerd's daemon.json: strict JSON, top-level members (https://docs.docker.com/reference/cli/dockerd/#daemon-configuration-file).</summary>
public sealed class DaemonJsonFormat : IFileFormat
{
    public const string Mirrors = "registry-mirrors";
    public const string InsecureRegistries = "insecure-registries";

    private static readonly string[] OurKeys = [Mirrors, InsecureRegistries];

    public string Name => "daemon.json";

    public IDocument? Parse(string path, ReadOnlyMemory<byte> bytes, DiagnosticBag found)
    {
        try
        {
            RequireUtf8(bytes.Span);
            var document = new DaemonJsonDocument(bytes.ToArray());
            RequireTexts(document);
            return HasWrongCase(path, document, found) ? null : Warned(path, document, found);
        }
        catch (JsonMistake mistake)
        {
            found.Add(Diagnose.UnparsableFile(JsonPlace.At(path, bytes.Span, mistake.Offset), Name, mistake.Message));
            return null;
        }
    }

    private static DaemonJsonDocument Warned(string path, DaemonJsonDocument document, DiagnosticBag found)
    {
        if (DaemonJsonDocument.TextStart(document.Bytes.Span) > 0)
            found.Add(Diagnose.DaemonJsonHasBom(new Place(path, 1, 1)));
        return document;
    }

    private static void RequireUtf8(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith(Encoding.Unicode.Preamble) || bytes.StartsWith(Encoding.BigEndianUnicode.Preamble))
            throw new JsonMistake("it is UTF-16, where UTF-8 is expected", 0);
        if (bytes.IndexOf((byte)0) is var zero and >= 0)
            throw new JsonMistake("it holds a zero byte, as binary files do", zero);
        if (!Utf8.IsValid(bytes))
            throw new JsonMistake("it is not UTF-8", FirstInvalid(bytes));
    }

    private static int FirstInvalid(ReadOnlySpan<byte> bytes)
    {
        var buffer = new char[bytes.Length];
        Utf8.ToUtf16(bytes, buffer, out var read, out _, replaceInvalidSequences: false);
        return read;
    }

    private static void RequireTexts(DaemonJsonDocument document)
    {
        foreach (var member in document.Members.Where(m => OurKeys.Contains(m.Name) && m.Elements is null))
            throw new JsonMistake($"`{member.Name}` must be an array of texts", member.ValueStart);
    }

    // dockerd looks for unknown names by exact spelling and refuses to start: "directives don't match any configuration option".
    private static bool HasWrongCase(string path, DaemonJsonDocument document, DiagnosticBag found)
    {
        var wrong = document.Members
            .Select(m => (Member: m, Right: OurKeys.FirstOrDefault(k => k != m.Name && k.Equals(m.Name, StringComparison.OrdinalIgnoreCase))))
            .Where(m => m.Right is not null)
            .ToList();
        foreach (var (member, right) in wrong)
            found.Add(Diagnose.DaemonJsonKeyCase(JsonPlace.At(path, document.Bytes.Span, member.Start), member.Name, right!));
        return wrong.Count > 0;
    }
}
