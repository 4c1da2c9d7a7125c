namespace DevMirrors.Config;

/// <summary>Looks for mirrors' addresses in lockfiles: clients fetch from there, whatever registry is set.</summary>
internal sealed class LockfileCheck(string ecosystem, params string[] names) : ICheck
{
    public static readonly LockfileCheck OfNpm = new(NpmEcosystem.Id, "package-lock.json", "npm-shrinkwrap.json", "yarn.lock", "bun.lock", "pnpm-lock.yaml");

    public static readonly LockfileCheck OfNuGet = new(NuGetEcosystem.EcosystemName, "packages.lock.json");

    public string Id => "lockfiles";

    public string Ecosystem => ecosystem;

    public string Healthy => "no lockfile names a mirror";

    public IEnumerable<CheckFinding> Look(CheckRequest request)
    {
        var mirrors = request.Catalogue.Entries.Where(e => e.Ecosystem == ecosystem && e.Region != "global").Select(MirrorInText.Of).OfType<MirrorInText>().ToList();
        return Lockfiles.Below(request.Repository, names).SelectMany(path => In(path, mirrors, request));
    }

    private IEnumerable<CheckFinding> In(string path, List<MirrorInText> mirrors, CheckRequest request)
    {
        if (FileSnapshot.Read(path, new DiagnosticBag(), Lockfiles.MaxBytes) is not { Exists: true } file)
        {
            yield return CheckFinding.Info("this lockfile could not be read, so what it names is not known", new Place(path));
            yield break;
        }
        foreach (var mirror in mirrors)
            if (mirror.Find(file.Bytes.Span) is { } hit && Judge(mirror.Entry, hit.Count, request) is var (status, message))
                yield return new CheckFinding(status, message, new Place(path, hit.Line, 1), Remedy(Path.GetFileName(path)));
    }

    private (CheckStatus, string) Judge(CatalogueEntry entry, int count, CheckRequest request)
    {
        var packages = $"{count} {(count == 1 ? "address" : "addresses")} of `{entry.Url}`";
        if (entry.State == MirrorState.Dead)
            return (CheckStatus.Error, $"this lockfile holds {packages}, and that mirror is {entry.DeadSince} ({entry.Source}): it is asked whatever registry is set");
        var facts = request.FactsOf(ecosystem);
        var isWanted = facts.Chosen.Mirrors.Any(m => MirrorAddress.AreSame(m.Url, entry.Url));
        return facts.IsChosen && !isWanted
            ? (CheckStatus.Warning, $"this lockfile holds {packages}, which the policy does not choose here: it is asked whatever registry is set")
            : (CheckStatus.Info, $"this lockfile holds {packages}: colleagues in other regions are sent there, too");
    }

    private static string Remedy(string name) => name switch
    {
        "yarn.lock" => "delete the lines of these packages and run `yarn install`, or replace the address by the one of the registry that the others have",
        "bun.lock" => "`rm bun.lock && bun install` with the registry that is wanted; review the versions",
        "pnpm-lock.yaml" => "delete `, tarball: …` of these lines (the `integrity:` before it stays) and run `pnpm install` with the registry that is wanted",
        "packages.lock.json" => "`dotnet restore --force-evaluate` with the sources that are wanted writes it anew; review the versions",
        _ => "add `omit-lockfile-registry-resolved=true` to the repository's .npmrc (`devmirrors apply --scope project`), delete the `resolved` lines of that host, and run `npm install`",
    };
}
