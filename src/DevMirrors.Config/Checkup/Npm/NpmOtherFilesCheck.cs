using System.Text;
using System.Text.RegularExpressions;

namespace DevMirrors.Config;

/// <summary>Looks for files by which pnpm, Yarn and Bun name a registry of their own, which comes before any .npmrc.</summary>
internal sealed partial class NpmOtherFilesCheck : ICheck
{
    public string Id => "npm-other-files";

    public string Ecosystem => NpmEcosystem.Id;

    public string Healthy => "no file of pnpm, Yarn or Bun names another registry";

    public IEnumerable<CheckFinding> Look(CheckRequest request) =>
        from file in Files(request)
        let snapshot = FileSnapshot.Read(file.Path, new DiagnosticBag())
        where snapshot is { Exists: true }
        from finding in Lines(file, Encoding.UTF8.GetString(snapshot.Bytes.Span), request)
        select finding;

    private static IEnumerable<OwnFile> Files(CheckRequest request)
    {
        var (machine, repository) = (request.Machine, request.Repository);
        var pnpm = machine.Os switch
        {
            OsKind.MacOS => machine.InHome("Library", "Preferences", "pnpm"),
            OsKind.Windows => machine.Variable("LOCALAPPDATA") is { } local ? Path.Combine(local, "pnpm", "config") : null,
            _ => machine.XdgConfigHome is { } config ? Path.Combine(config, "pnpm") : null,
        };
        var own = new List<OwnFile?>
        {
            new("pnpm", Path.Combine(repository, "pnpm-workspace.yaml"), PnpmRegistries.Find),
            pnpm is null ? null : new("pnpm", Path.Combine(pnpm, "config.yaml"), PnpmRegistries.Find),
            new("Yarn 2 and later", Path.Combine(repository, ".yarnrc.yml"), Yarn),
            machine.InHome(".yarnrc.yml") is { } yarn ? new("Yarn 2 and later", yarn, Yarn) : null,
            new("Bun", Path.Combine(repository, "bunfig.toml"), Bun),
            BunUser(machine) is { } bun ? new("Bun", bun, Bun) : null,
        };
        return own.OfType<OwnFile>();
    }

    // The one takes the place of the other.
    private static string? BunUser(Machine machine) =>
        machine.Variable("XDG_CONFIG_HOME") is { } config && Path.IsPathFullyQualified(config) ? Path.Combine(config, ".bunfig.toml") : machine.InHome(".bunfig.toml");

    private static IEnumerable<CheckFinding> Lines(OwnFile file, string text, CheckRequest request)
    {
        var wanted = request.FactsOf(NpmEcosystem.Id) is { IsChosen: true } facts ? facts.Chosen.Mirrors[0].Url : null;
        foreach (var address in file.Addresses(text))
        {
            var line = text.AsSpan(0, address.Index).Count('\n') + 1;
            var place = new Place(file.Path, line, 1);
            if (request.Catalogue.ByUrl(NpmEcosystem.Id, address.Value) is { State: MirrorState.Dead } dead)
                yield return CheckFinding.Error($"{file.Client} asks `{dead.Url}`, which is {dead.DeadSince}, whatever .npmrc says", place, $"take the registry out of line {line}");
            else if (wanted is { Length: > 0 } && !NpmUrl.Same(wanted, address.Value))
                yield return CheckFinding.Warning($"{file.Client} asks `{Secrets.MaskCut(text, address.Index, address.Length)}`, as this file says, and not what the policy wants in .npmrc: `{wanted}`", place, $"take the registry out of line {line}, or write the mirror there");
        }
    }

    private static IEnumerable<Group> Yarn(string text) => YarnRegistry().Matches(text).Select(m => m.Groups["address"]);

    private static IEnumerable<Group> Bun(string text) => BunRegistry().Matches(text).Select(m => m.Groups["address"]);

    private sealed record OwnFile(string Client, string Path, Func<string, IEnumerable<Group>> Addresses);

    [GeneratedRegex(@"^npmRegistryServer[ \t]*:[ \t]*[""']?(?<address>[a-z]+://[^\s""'#]+)", RegexOptions.Multiline)]
    private static partial Regex YarnRegistry();

    [GeneratedRegex(@"^[ \t]*(?:install\.)?registry[ \t]*=[ \t]*(?:\{[^}\n]*url[ \t]*=[ \t]*)?[""'](?<address>[a-z]+://[^\s""']+)", RegexOptions.Multiline)]
    private static partial Regex BunRegistry();
}
