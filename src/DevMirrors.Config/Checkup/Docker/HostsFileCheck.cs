using System.Text;

namespace DevMirrors.Config;

/// <summary>Looks at the hosts.toml files of containerd and docker: with a mistake in one the upstream is asked, and nobody is told.</summary>
internal sealed class HostsFileCheck : ICheck
{
    private const string Name = "hosts.toml";
    private const int MaxHosts = 500;

    public string Id => "hosts-files";

    public string Ecosystem => DockerEcosystem.EcosystemName;

    public string Healthy => "no hosts.toml has a mistake";

    public IEnumerable<CheckFinding> Look(CheckRequest request) =>
        new[] { request.Machine.InRoot("etc", "containerd", "certs.d"), request.Machine.InRoot("etc", "docker", "certs.d") }.SelectMany(InFolder);

    private static IEnumerable<CheckFinding> InFolder(string folder)
    {
        if (FolderContent.Folders(folder) is not { } hosts)
            return [CheckFinding.Closed(folder)];
        var hasDefault = File.Exists(Path.Combine(folder, "_default", Name));
        return hosts.Take(MaxHosts).SelectMany(host => OfHost(host, hasDefault));
    }

    private static IEnumerable<CheckFinding> OfHost(string host, bool hasDefault)
    {
        var (file, content) = (Path.Combine(host, Name), FolderContent.All(host));
        if (hasDefault && content is [])
            yield return CheckFinding.Warning($"this folder is empty, and hides `_default` from {Path.GetFileName(host)}: its own registry is asked", new Place(host), $"`rmdir {ShellWord.Path(host)}`");
        // One that cannot be listed may still be entered.
        foreach (var finding in File.Exists(file) ? OfFile(file) : content is null ? [CheckFinding.Closed(host)] : [])
            yield return finding;
    }

    private static IEnumerable<CheckFinding> OfFile(string path)
    {
        if (FileSnapshot.Read(path, new DiagnosticBag()) is not { } file)
            return [CheckFinding.Info("this file could not be read", new Place(path))];
        if (file.Bytes.Span.StartsWith(Encoding.UTF8.Preamble))
            return [CheckFinding.Error("the file begins with a byte order mark; containerd 2 then passes over it and asks the registry itself, without a word", new Place(path, 1, 1), SedHint.WithoutMark(path))];
        var toml = TomlBytes.Read(file.Bytes.Span);
        return toml.Fault is { } fault
            ? [CheckFinding.Error($"this is not valid TOML ({fault.Reason}), so the registry itself is asked, without a word", new Place(path, fault.Line, fault.Column), $"mend line {fault.Line}")]
            : HostsFileContent.Look(path, toml);
    }
}
