using System.Text.RegularExpressions;

namespace DevMirrors.Config;

/// <summary>What the administrator has agreed to for everybody on the machine: <c>/etc/devmirrors/trust.yaml</c>, <c>version: 1</c> and <c>hosts: [goproxy.cn, "*.corp.example"]</c>.</summary>
internal sealed partial class MachineTrust(string path, IReadOnlyList<string> hosts)
{
    private const string DefaultPort = ":443";

    private const UnixFileMode WritableByOthers = UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;

    private static readonly ObjectShape Keys = new("trust.yaml",
        new PolicyKey("version", new VersionShape(), "The version of this format: 1.", IsRequired: true),
        new PolicyKey("hosts", new ListShape(new TextShape("a host such as goproxy.cn, \"*.corp.example\" or proxy.corp.example:8443", Host())),
            "Hosts that every user of this machine may be sent to, by https.", IsRequired: true));

    public string Path { get; } = path;

    public static string PathOn(Machine machine) => machine.InRoot("etc", "devmirrors", "trust.yaml");

    /// <summary>Null where there is none, and also, with a warning, where it is not root's alone or is wrong in any way. Windows has none.</summary>
    public static MachineTrust? Read(Machine machine, DiagnosticBag found)
    {
        var path = PathOn(machine);
        // An image being built has no users yet, and its files come from elsewhere.
        if (machine.Os == OsKind.Windows || !machine.KeepsState || FileStatus.Read(path, followLinks: false) is not { } file)
            return null;
        if (!IsRoots(file, FileKind.Regular) || !IsRoots(FileStatus.Read(System.IO.Path.GetDirectoryName(path)!, followLinks: false), FileKind.Folder))
        {
            found.Add(Diagnose.MachineTrustIgnored(new Place(path)));
            return null;
        }
        var problems = new DiagnosticBag(limit: 10);
        var hosts = ReadHosts(path, problems);
        found.AddRange(problems.Select(p => Diagnose.MachineTrustWrong(p.Place!, p.Message, p.Hint)));
        return problems.Count == 0 ? new MachineTrust(path, hosts) : null;
    }

    /// <summary>Whether it agrees to every origin; plain http is never agreed to here.</summary>
    public bool Covers(PolicyReach reach) => reach.Origins.All(origin => hosts.Any(host => Agrees(host, origin)));

    private static bool Agrees(string host, string origin)
    {
        const string scheme = "https://";
        if (!origin.StartsWith(scheme, StringComparison.Ordinal))
            return false;
        var actual = origin[scheme.Length..];
        return host.StartsWith("*.", StringComparison.Ordinal)
            ? actual.Length > host.Length - 1 && actual.EndsWith(host[1..], StringComparison.OrdinalIgnoreCase)
            : string.Equals(actual, host, StringComparison.OrdinalIgnoreCase);
    }

    private static bool IsRoots(FileStatus? status, FileKind kind) =>
        status is not null && status.Kind == kind && status.User == 0 && (status.Mode & WritableByOthers) == 0;

    private static List<string> ReadHosts(string path, DiagnosticBag problems)
    {
        try
        {
            if (PolicyText.Decode(path, PolicySearch.ReadBounded(path), problems) is { } text && YamlReader.Read(path, text, problems) is { } root)
            {
                Keys.Check(root, "", problems);
                return [.. root.Child("hosts").Texts().Select(h => h.Text.EndsWith(DefaultPort, StringComparison.Ordinal) ? h.Text[..^DefaultPort.Length] : h.Text)];
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            problems.Add(Diagnose.UnreadablePolicy(new Place(path), "it cannot be opened for reading"));
        }
        if (problems.Count == 0)
            problems.Add(Diagnose.EmptyPolicy(new Place(path)));
        return [];
    }

    // The port belongs to the host: a host without one is agreed to at 443 alone.
    [GeneratedRegex(@"^(?:\*\.)?[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?(?::[0-9]{1,5})?$")]
    private static partial Regex Host();
}
