using System.Text;

namespace DevMirrors.Config;

/// <summary>Looks at the registries.conf files of podman, buildah and skopeo: a mistake in one stops every command, and some are never read.</summary>
internal sealed class RegistriesFileCheck : ICheck
{
    private const string Main = "registries.conf";

    public string Id => "registries-files";

    public string Ecosystem => DockerEcosystem.EcosystemName;

    public string Healthy => "no registries.conf has a mistake";

    public IEnumerable<CheckFinding> Look(CheckRequest request)
    {
        var everybody = request.Machine.InRoot("etc", "containers");
        var user = request.Machine.InHome(".config", "containers");
        return InFolder(everybody).Concat(user is null ? [] : InFolder(user)).Concat(user is null ? [] : Replaced(user, everybody));
    }

    private static IEnumerable<CheckFinding> InFolder(string folder)
    {
        var main = Path.Combine(folder, Main);
        if (File.Exists(main))
            foreach (var finding in OfFile(main, isDropIn: false))
                yield return finding;
        var dropIns = Path.Combine(folder, Main + ".d");
        if (FolderContent.Files(dropIns) is not { } files)
        {
            yield return CheckFinding.Closed(dropIns);
            yield break;
        }
        foreach (var path in files.Take(200))
            if (!path.EndsWith(".conf", StringComparison.Ordinal))
                yield return CheckFinding.Info("only files that end in `.conf` are read here", new Place(path), $"`mv {ShellWord.Path(path)} {ShellWord.Path(path + ".conf")}`, or delete it");
            else
                foreach (var finding in OfFile(path, isDropIn: true))
                    yield return finding;
    }

    private static IEnumerable<CheckFinding> Replaced(string user, string everybody)
    {
        var main = Path.Combine(user, Main);
        if (File.Exists(main) && (File.Exists(Path.Combine(everybody, Main)) || Directory.Exists(Path.Combine(everybody, Main + ".d"))))
            yield return CheckFinding.Info($"this file replaces {Path.Combine(everybody, Main)} and, in podman 5, everything in {Main}.d beside it", new Place(main), $"move it into {Path.Combine(user, Main + ".d")} to have both");
    }

    private static IEnumerable<CheckFinding> OfFile(string path, bool isDropIn)
    {
        if (FileSnapshot.Read(path, new DiagnosticBag()) is not { } file)
            return [CheckFinding.Info("this file could not be read", new Place(path))];
        if (file.Bytes.Span.StartsWith(Encoding.UTF8.Preamble))
            return [CheckFinding.Warning("the file begins with a byte order mark, with which podman 4 stops", new Place(path, 1, 1), SedHint.WithoutMark(path))];
        var toml = TomlBytes.Read(file.Bytes.Span);
        return toml.Fault is { } fault
            ? [CheckFinding.Error($"this is not valid TOML ({fault.Reason}), and every command of podman and skopeo stops at it", new Place(path, fault.Line, fault.Column), $"mend line {fault.Line}")]
            : OfContent(path, toml, isDropIn);
    }

    private static IEnumerable<CheckFinding> OfContent(string path, TomlText toml, bool isDropIn)
    {
        foreach (var entry in toml.Entries.Where(e => e.Path is ["registry", .., "location"] && e.Value.Text.Contains("://", StringComparison.Ordinal)))
            yield return CheckFinding.Error($"`{Secrets.Mask(entry.Value.Text)}` has a scheme, with which every command stops", new Place(path, entry.Line, 1), "write host and path alone, and `insecure = true` where it is plain http");
        var located = toml.Entries.Where(e => e.Path.Count == e.Table.Count + 1 && e.Path[^1] == "location").Select(e => e.Table).ToHashSet(ReferenceEqualityComparer.Instance);
        foreach (var (mirror, line) in toml.Tables.Zip(toml.TableLines).Where(t => t.First is ["registry", _, "mirror", _]))
            if (!located.Contains(mirror))
                yield return CheckFinding.Error("this mirror has no `location`, and every command stops at it", new Place(path, line, 1), "`location = \"HOST\"`");
        if (isDropIn && toml.Tables.Zip(toml.TableLines).FirstOrDefault(t => t.First is ["registries", ..]) is { First: not null } old)
            yield return CheckFinding.Error("this is the first version of the format, with which every command stops in this folder", new Place(path, old.Second, 1), "write `[[registry]]` tables");
    }
}
