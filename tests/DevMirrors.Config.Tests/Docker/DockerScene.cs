using System.Globalization;
using System.Text;
using DevMirrors.Testing;

namespace DevMirrors.Config.Tests;

/// <summary>A scratch machine with what docker leaves on one: files, units, a running daemon.</summary>
internal sealed class DockerScene : IDisposable
{
    public const int DaemonId = 4711;

    private static readonly Place PolicyPlace = new("/repo/mirrors.yaml", 6, 5);

    public ScratchMachine Scratch { get; } = new();

    public DiagnosticBag Found { get; } = [];

    public DockerEcosystem Ecosystem { get; } = new();

    public Machine Machine
    {
        get => Scratch.Machine;
        set => Scratch.Machine = value;
    }

    public string MachineFile => Path.Combine(Scratch.Root, "etc", "docker", "daemon.json");

    public IEnumerable<string> Codes => Found.Select(d => d.Code);

    public static Mirror Mirror(string id, string url, bool isInsecure = false, string? token = null) =>
        new("docker", id, MirrorKind.Mirror, url, PolicyPlace, IsInsecure: isInsecure, TokenVariable: token);

    public static Mirror Upstream => new("docker", "upstream", MirrorKind.Upstream, "", PolicyPlace);

    public EcosystemRequest Request(Scope scope, params Mirror[] mirrors) =>
        new(new EcosystemSelection("docker", "cn", mirrors, PolicyPlace), scope, Machine, MirrorCatalogue.BuiltIn(), Journal.Empty, "/repo/mirrors.yaml");

    public FileTarget? Target(Scope scope, params Mirror[] mirrors) =>
        Ecosystem.Targets(Request(scope, mirrors.Length > 0 ? mirrors : [Mirror("a", "https://a.example")]), Found).SingleOrDefault();

    public string WriteRoot(string path, string text) => Scratch.Write(Path.Combine("root", path), text);

    /// <summary>Puts a program of this name on the PATH.</summary>
    public void Install(string program)
    {
        var folder = Path.GetDirectoryName(Scratch.Write($"bin/{program}", ""))!;
        Machine = Machine with { SearchPath = [folder] };
    }

    /// <summary>A daemon as /proc shows it.</summary>
    public void Run(string comm = "dockerd", params string[] flags)
    {
        var id = DaemonId.ToString(CultureInfo.InvariantCulture);
        WriteRoot("var/run/docker.pid", id);
        WriteRoot($"proc/{id}/comm", comm + "\n");
        WriteRoot($"proc/{id}/cmdline", string.Join('\0', flags.Prepend("/usr/bin/dockerd")) + "\0");
    }

    /// <summary>Answers `docker info` for the mirrors.</summary>
    public void Answer(Func<string?> mirrors) =>
        Machine = Machine with { Ask = (_, arguments, _) => arguments[^1].Contains("Mirrors", StringComparison.Ordinal) ? mirrors() : null };

    public FileEdit Edit(string? before, string? after)
    {
        ReadOnlyMemory<byte> Bytes(string? text) => Encoding.UTF8.GetBytes(text ?? "");
        return new FileEdit(
            "docker", Scope.Machine, MachineFile, Ecosystem.Formats[0], EditAction.Update,
            new FileSnapshot(MachineFile, before is not null, Bytes(before)), after is null ? (ReadOnlyMemory<byte>?)null : Bytes(after), [], []);
    }

    public void Dispose() => Scratch.Dispose();
}
