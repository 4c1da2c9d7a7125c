using System.Text;

namespace DevMirrors.Config;

/// <summary>Looks at the hosts.toml files of containerd and docker: with a mistake in one the upstream is asked, and nobody is told.</summary>
internal sealed class HostsFileCheck : ICheck
{
    private const string Name = "hosts.toml";
    private const int MaxHosts = 500;

    private static readonly string[] Capabilities = ["pull", "resolve", "push", "referrers"];

    public string Id => "hosts-files";

    public string Ecosystem => DockerEcosystem.EcosystemName;

    public string Healthy => "no hosts.toml has a mistake";

    public IEnumerable<CheckFinding> Look(CheckRequest request) =>
        new[] { request.Machine.InRoot("etc", "containerd", "certs.d"), request.Machine.InRoot("etc", "docker", "certs.d") }.Where(Directory.Exists).SelectMany(InFolder);

    private static IEnumerable<CheckFinding> InFolder(string folder)
    {
        var hosts = Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal).Take(MaxHosts).ToList();
        var hasDefault = File.Exists(Path.Combine(folder, "_default", Name));
        foreach (var host in hosts)
        {
            if (hasDefault && !Directory.EnumerateFileSystemEntries(host).Any())
                yield return CheckFinding.Warning($"this folder is empty, and hides `_default` from {Path.GetFileName(host)}: its own registry is asked", new Place(host), $"`rmdir {host}`");
            foreach (var finding in File.Exists(Path.Combine(host, Name)) ? OfFile(Path.Combine(host, Name)) : [])
                yield return finding;
        }
    }

    private static IEnumerable<CheckFinding> OfFile(string path)
    {
        if (FileSnapshot.Read(path, new DiagnosticBag()) is not { } file)
            return [CheckFinding.Info("this file could not be read", new Place(path))];
        if (file.Bytes.Span.StartsWith(Encoding.UTF8.Preamble))
            return [CheckFinding.Error("the file begins with a byte order mark; containerd 2 then passes over it and asks the registry itself, without a word", new Place(path, 1, 1), $"`sed -i '1s/^\\xEF\\xBB\\xBF//' {path}`")];
        var toml = TomlText.Read(Encoding.UTF8.GetString(file.Bytes.Span));
        return toml.Fault is { } fault
            ? [CheckFinding.Error($"this is not valid TOML ({fault.Reason}), so the registry itself is asked, without a word", new Place(path, fault.Line, 1), $"mend line {fault.Line}")]
            : OfContent(path, toml);
    }

    private static IEnumerable<CheckFinding> OfContent(string path, TomlText toml)
    {
        foreach (var entry in toml.Entries.Where(e => e.Path is ["host", _, _]))
            if (Mistake(entry) is { } mistake)
                yield return CheckFinding.Error($"{mistake}, so the registry itself is asked, without a word", new Place(path, entry.Line, 1), $"mend line {entry.Line}: {Shape(entry.Path[2])}");
        foreach (var entry in toml.Entries.Where(e => e.Path is ["host", _, "capabilities"] && e.Value.Kind == TomlKind.List && Mistake(e) is null && !e.Value.Items.Contains("resolve")))
            yield return CheckFinding.Warning("without `resolve` this mirror is asked for digests alone: tags go to the registry itself", new Place(path, entry.Line, 1), "`capabilities = [\"pull\", \"resolve\"]`");
        if (toml.Entries.FirstOrDefault(e => e.Path is ["server"]) is { } server && toml.Tables.All(t => t is not ["host", ..]))
            yield return CheckFinding.Warning("`server` alone is passed over by containerd 1.6, which asks the registry itself", new Place(path, server.Line, 1), $"name it once more: `[host.\"{server.Value.Text}\"]`");
    }

    private static string? Mistake(TomlEntry entry) => (entry.Path[2], entry.Value.Kind) switch
    {
        ("capabilities", TomlKind.List) => entry.Value.Items.FirstOrDefault(i => !Capabilities.Contains(i)) is { } unknown ? $"`{unknown}` is no capability" : null,
        ("capabilities", _) => "`capabilities` is no list",
        ("skip_verify" or "override_path", not TomlKind.Bare) => $"`{entry.Path[2]}` is not `true` or `false`",
        _ => null,
    };

    private static string Shape(string key) => key == "capabilities" ? "`capabilities = [\"pull\", \"resolve\"]`" : $"`{key} = true`";
}
