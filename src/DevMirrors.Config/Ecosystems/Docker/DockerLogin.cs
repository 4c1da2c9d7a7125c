using System.Text;
using System.Text.Json;

namespace DevMirrors.Config;

/// <summary>
/// The user's login to Docker Hub: dockerd gives it to every mirror of the Hub that asks for one, by Basic or for a token.
/// Observed with dockerd 20.10.24; https://github.com/moby/moby/issues/42022 is open.
/// </summary>
internal static class DockerLogin
{
    private const string Variable = "DOCKER_AUTH_CONFIG";
    private const long MaxBytes = 64 * FileSnapshot.MaxBytes;

    // Go's own: https://go.dev/src/encoding/json/scanner.go
    private const int MaxDepth = 10_000;

    // Docker, as every program in Go, takes JSON's names in any case.
    private static readonly string[] Holders = ["auths", "credHelpers"];

    private static readonly string[] Hub = ["https://index.docker.io/v1/", "index.docker.io", "docker.io", "registry-1.docker.io"];

    /// <summary>The key it is kept under and its place, which is null for the environment; null where there is none.</summary>
    public static (string Key, Place? Place)? Find(Machine machine)
    {
        if (machine.Variable(Variable) is { } text && KeyIn(Encoding.UTF8.GetBytes(text)) is not null)
            return (Variable, null);
        if (Path(machine) is not { } path)
            return null;
        if (FileSnapshot.Read(path, [], MaxBytes) is not { } file)
            return ("perhaps, in a file that cannot be read", new Place(path));
        return KeyIn(file.Bytes.Span) is { } found ? (found.Key, PlaceOf(path, file.Bytes.Span, found.Start)) : null;
    }

    /// <summary>Whether this value sends the login to a host that does not have it yet; then an error in <paramref name="found"/>.</summary>
    public static bool WouldFollow(IReadOnlyList<Mirror> mirrors, IDocument? current, Machine machine, DiagnosticBag found)
    {
        var present = (current?.Find(DaemonJsonFormat.Mirrors)?.Value.Items ?? []).Select(Origin).ToHashSet();
        var first = mirrors.FirstOrDefault(m => !present.Contains(Origin(m.Url)));
        if (first is null || Find(machine) is not { } login)
            return false;
        found.Add(Diagnose.DockerLoginWouldFollow(login.Place ?? first.Place, login.Key, Origin(first.Url)));
        return true;
    }

    private static string Origin(string url) => Uri.TryCreate(url, UriKind.Absolute, out var uri) ? uri.GetLeftPart(UriPartial.Authority) : url;

    private static string? Path(Machine machine) =>
        machine.Variable("DOCKER_CONFIG") is { } folder
            ? System.IO.Path.GetFullPath(System.IO.Path.Combine(folder, "config.json"), machine.CurrentFolder)
            : machine.Home.Length == 0 ? null : machine.InHome(".docker", "config.json");

    // Where a store keeps the passwords, `auths` still has a key for each login, and `credHelpers` one for each that a program answers for.
    private static (string Key, int Start)? KeyIn(ReadOnlySpan<byte> json)
    {
        try
        {
            var reader = new Utf8JsonReader(json.StartsWith(Encoding.UTF8.Preamble) ? json[3..] : json, new JsonReaderOptions { MaxDepth = MaxDepth });
            for (var holds = false; reader.Read();)
            {
                if (reader.TokenType != JsonTokenType.PropertyName)
                    continue;
                if (reader.CurrentDepth == 1)
                    holds = Holders.Contains(NameOf(reader), StringComparer.OrdinalIgnoreCase);
                else if (holds && reader.CurrentDepth == 2 && NameOf(reader) is var key && Hub.Contains(key))
                    return (key, (int)reader.TokenStartIndex);
            }
        }
        catch (JsonException)
        {
            // Docker, whose parser minds neither bytes that are no UTF-8 nor halves of a character, cannot read this either.
        }
        return null;
    }

    // What cannot be decoded is none of our names. Go takes `ſ` for an s.
    private static string NameOf(in Utf8JsonReader reader)
    {
        try
        {
            return (reader.ValueIsEscaped ? reader.GetString()! : Encoding.UTF8.GetString(reader.ValueSpan)).Replace('ſ', 's');
        }
        catch (InvalidOperationException)
        {
            return "";
        }
    }

    private static Place PlaceOf(string path, ReadOnlySpan<byte> bytes, int start)
    {
        var before = bytes[..start];
        return new Place(path, before.Count((byte)'\n') + 1, start - before.LastIndexOf((byte)'\n'));
    }
}
