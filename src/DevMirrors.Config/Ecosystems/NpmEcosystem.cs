namespace DevMirrors.Config;

/// <summary>npm, and what reads its files and variables: pnpm, Yarn, Bun. See docs/ecosystems/npm.md.</summary>
public sealed class NpmEcosystem : IEcosystem
{
    public const string Id = "npm";

    public string Name => Id;

    public IReadOnlyList<IFileFormat> Formats { get; } = [NpmrcFormat.Instance];

    public IReadOnlyList<FileTarget> Targets(EcosystemRequest request, DiagnosticBag found)
    {
        if (PathFor(request) is not { } path)
        {
            found.Add(Diagnose.NoUserFile(Name, NpmFiles.WhyNoUserFile(request.Machine)));
            return [];
        }
        var settings = request.Scope == Scope.Project
            ? NpmTargets.InRepository(path, request, found)
            : NpmTargets.Outside(path, request, found);
        return [new FileTarget(Name, request.Scope, path, NpmrcFormat.Instance, settings)];
    }

    public ValueKind Judge(string key, SettingValue value, EcosystemRequest request)
    {
        // Credentials are the user's own and never quoted; an empty value is nobody's choice; npm's default for the lockfile setting is false.
        if (value.Text.Length == 0 || key.EndsWith(NpmUrl.TokenName, StringComparison.Ordinal) || (key == NpmTargets.OmitResolved && value.Text is "true" or "false"))
            return ValueKind.Upstream;
        if (IsMirror(value.Text, request))
            return ValueKind.Mirror;
        if (key != NpmTargets.Registry || WasWrittenByUs(key, value, request))
            return ValueKind.Foreign;
        return NpmUrl.Same(NpmDefault.Ask(request.Machine), value.Text) ? ValueKind.Upstream : ValueKind.Foreign;
    }

    public IReadOnlyList<Reading> Read(EcosystemRequest request, DiagnosticBag found) => NpmReader.Read(request, found);

    public Loan Lend(EcosystemRequest request, DiagnosticBag found) => NpmLoan.Lend(request, found);

    public bool MovesCredential(FileEdit edit, Machine machine, DiagnosticBag found)
    {
        var before = edit.Format.Parse(edit.Path, edit.Before.Bytes, new DiagnosticBag());
        var after = edit.Format.Parse(edit.Path, edit.After ?? default, new DiagnosticBag());
        var moved = edit.Changes.Select(c => c.Key).FirstOrDefault(key =>
            (key == NpmTargets.Registry || key.EndsWith(":registry", StringComparison.Ordinal)) && !NpmUrl.Same(before?.Find(key)?.Value.Text, after?.Find(key)?.Value.Text));
        if (moved is null || NpmCredentials.Find(machine, edit.Path, null) is not { } credential)
            return false;
        found.Add(Diagnose.NpmCredentialWouldFollow(credential.Place, credential.Key, moved));
        return true;
    }

    /// <summary>The file of this scope; null where there is no home.</summary>
    internal static string? PathFor(EcosystemRequest request) => request.Scope switch
    {
        Scope.Project => NpmFiles.Project(request),
        Scope.User => NpmFiles.User(request.Machine),
        _ => NpmFiles.Global(request.Machine),
    };

    internal static bool IsMirror(string url, EcosystemRequest request) =>
        request.Catalogue.ByUrl(Id, url) is not null
        || request.Selection.Mirrors.Any(m => m.Kind == MirrorKind.Mirror && NpmUrl.Same(m.Url, url));

    // Asking npm takes a quarter of a second, so nobody asks about a value that the journal knows.
    private static bool WasWrittenByUs(string key, SettingValue value, EcosystemRequest request) =>
        request.Journal.Files.Any(f => f.Ecosystem == Id && Equals(f.Find(key)?.Written, value));
}
