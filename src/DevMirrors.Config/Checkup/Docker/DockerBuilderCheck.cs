using System.Text.Json;

namespace DevMirrors.Config;

/// <summary>Looks for buildx builders in containers of their own: they do not read daemon.json, and know only the mirrors of their buildkitd.toml.</summary>
internal sealed class DockerBuilderCheck : ICheck
{
    private const string ConfigName = "buildkitd.toml";

    public string Id => "docker-builders";

    public string Ecosystem => DockerEcosystem.EcosystemName;

    public string Healthy => "no buildx builder passes the mirrors of daemon.json by";

    public IEnumerable<CheckFinding> Look(CheckRequest request)
    {
        var mirrors = Mirrors(request);
        var folder = Folder(request.Machine) is { } store ? Path.Combine(store, "instances") : null;
        if (mirrors.Count == 0 || folder is null)
            return [];
        if (FolderContent.Files(folder) is not { } builders)
            return [CheckFinding.Closed(folder)];
        return builders.Take(100).Select(path => Of(path, mirrors)).OfType<CheckFinding>();
    }

    // Where nobody wants a mirror, a builder passes none by.
    private static List<string> Mirrors(CheckRequest request)
    {
        var facts = request.FactsOf(DockerEcosystem.EcosystemName);
        var wanted = facts.Chosen.Mirrors.Where(m => m.Kind == MirrorKind.Mirror).Select(m => m.Url).ToList();
        return wanted.Count > 0 ? wanted : [.. facts.Readings.Where(r => r.Setting == DaemonJsonFormat.Mirrors).SelectMany(r => (r.Effective ?? "").Split(',')).Where(m => m.Length > 0)];
    }

    private static string? Folder(Machine machine) =>
        machine.Variable("BUILDX_CONFIG") ?? (machine.Variable("DOCKER_CONFIG") is { } docker ? Path.Combine(docker, "buildx") : machine.InHome(".docker", "buildx"));

    private static CheckFinding? Of(string path, List<string> mirrors)
    {
        if (FileSnapshot.Read(path, new DiagnosticBag()) is not { Exists: true } file)
            return null;
        try
        {
            using var json = JsonDocument.Parse(file.Bytes);
            var root = json.RootElement;
            return root.GetProperty("Driver").GetString() == "docker-container" && !root.GetProperty("Nodes").EnumerateArray().All(HasMirror)
                ? PassesBy(root.GetProperty("Name").GetString() ?? "", path, mirrors)
                : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            return CheckFinding.Info("this is no builder that could be read", new Place(path));
        }
    }

    private static bool HasMirror(JsonElement node) =>
        node.TryGetProperty("Files", out var files) && files.ValueKind == JsonValueKind.Object
        && files.TryGetProperty(ConfigName, out var config) && config.ValueKind == JsonValueKind.String
        && TomlBytes.Read(config.GetBytesFromBase64()).Entries
            .Any(e => e.Path is ["registry", "docker.io", "mirrors"] && e.Value.Items.Count > 0);

    private static CheckFinding PassesBy(string name, string path, List<string> mirrors) => CheckFinding.Warning(
        $"the builder `{name}` runs in a container of its own, which does not read daemon.json, and has no mirror of docker.io", new Place(path),
        $"write `[registry.\"docker.io\"]` and `mirrors = [{string.Join(", ", mirrors.Select(m => $"\"{WithoutScheme(m)}\""))}]` into a {ConfigName}; then `docker buildx rm {name}` and `docker buildx create --name {name} --buildkitd-config {ConfigName}`");

    private static string WithoutScheme(string url) => url[(url.IndexOf("://", StringComparison.Ordinal) is var at and >= 0 ? at + 3 : 0)..].TrimEnd('/');
}
