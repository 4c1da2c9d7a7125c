using System.Text;
using System.Text.Json;

namespace DevMirrors.Config;

/// <summary>Which context docker uses, and its contexts: they decide which daemon is asked.</summary>
internal static class DockerCopies
{
    private static readonly EnumerationOptions Deep = new() { RecurseSubdirectories = true, MaxRecursionDepth = 4, IgnoreInaccessible = true };

    public static IReadOnlyList<ClientCopy> Of(Machine machine)
    {
        if (machine.InHome(".docker") is not { } folder)
            return [];
        var contexts = Path.Combine(folder, "contexts");
        var files = Directory.Exists(contexts) ? Directory.EnumerateFiles(contexts, "meta.json", Deep) : [];
        return [.. Config(Path.Combine(folder, "config.json")), .. files.SelectMany(Copy(folder))];
    }

    private static Func<string, IEnumerable<ClientCopy>> Copy(string folder) => path =>
        FileSnapshot.Read(path, new DiagnosticBag()) is { Exists: true } file
            ? [new ClientCopy(Path.Combine(".docker", Path.GetRelativePath(folder, path)), file.Bytes)]
            : [];

    // Of everything in this file only the context's name; the rest is logins and proxies.
    private static IEnumerable<ClientCopy> Config(string path) =>
        FileSnapshot.Read(path, new DiagnosticBag()) is { Exists: true } file && Context(file.Bytes) is { } name
            ? [new ClientCopy(Path.Combine(".docker", "config.json"), Encoding.UTF8.GetBytes($$"""{"currentContext":"{{JsonEncodedText.Encode(name)}}"}"""))]
            : [];

    private static string? Context(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            using var json = JsonDocument.Parse(bytes);
            return json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("currentContext", out var name) && name.ValueKind == JsonValueKind.String
                ? name.GetString()
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
