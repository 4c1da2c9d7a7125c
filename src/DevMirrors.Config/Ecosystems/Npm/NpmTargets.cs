namespace DevMirrors.Config;

/// <summary>What npm's files must hold at each scope.</summary>
internal static class NpmTargets
{
    public const string Registry = "registry";
    public const string OmitResolved = "omit-lockfile-registry-resolved";

    public static string ScopeKey(PrivateBinding binding) => $"{binding.Pattern.Text}:registry";

    /// <summary>The registry that the policy wants; null for npm's default.</summary>
    public static string? WantedRegistry(EcosystemRequest request) =>
        request.Selection.Mirrors[0] is { Kind: MirrorKind.Mirror } mirror ? NpmUrl.Normalise(mirror.Url) : null;

    /// <summary>The settings of a file outside the repository: registry, scopes, and references to tokens where the file is the user's.</summary>
    public static IReadOnlyList<WantedSetting> Outside(string path, EcosystemRequest request, DiagnosticBag found)
    {
        var document = NpmrcOnDisk.Read(path, new DiagnosticBag());
        var scopes = request.Selection.Private;
        WarnOfOneRegistry(request.Selection, found);
        if (scopes.Count > 0 && document?.Find("replace-registry-host") is { Value.Text: "always" } always)
            found.Add(Diagnose.NpmReplacesRegistryHost(new Place(path, always.Line, always.Column)));
        return
        [
            .. RegistrySetting(path, document, request, found),
            .. scopes.Select(b => ScopeSetting(b, request)),
            .. request.Scope == Scope.User ? NpmTokens.Settings(path, document, request, scopes, found) : [],
        ];
    }

    /// <summary>The settings of the repository's file: only what is the same for everybody.</summary>
    public static IReadOnlyList<WantedSetting> InRepository(string path, EcosystemRequest request, DiagnosticBag found)
    {
        var scopes = request.Selection.Private;
        if (WantedRegistry(request) is not null)
            found.Add(Diagnose.NpmRegistryStaysOutOfRepository(request.Selection.Mirrors[0].Place, path));
        foreach (var binding in scopes.Where(b => !b.SameInAllRegions))
            found.Add(Diagnose.NpmScopeStaysOutOfRepository(binding.Pattern.Place, binding.Pattern.Text, path));
        return
        [
            .. scopes.Where(b => b.SameInAllRegions).Select(b => ScopeSetting(b, request)),
            .. request.Selection.UsesMirrorsSomewhere ? new[] { new WantedSetting(OmitResolved, new Wish.Set(new SettingValue("true")), "lockfiles then hold no mirror's address") } : [],
        ];
    }

    private static void WarnOfOneRegistry(EcosystemSelection selection, DiagnosticBag found)
    {
        var asksForFallback = selection.Fallback is Fallback.AnyError or Fallback.NotFound;
        if (asksForFallback || (selection.Mirrors.Count > 1 && selection.Fallback != Fallback.Never))
            found.Add(Diagnose.NpmHasNoFallback(selection.Place, selection.Mirrors[0].Id, asksForFallback));
    }

    private static IEnumerable<WantedSetting> RegistrySetting(string path, IDocument? document, EcosystemRequest request, DiagnosticBag found)
    {
        var wanted = WantedRegistry(request);
        var because = $"{request.Selection.Mirrors[0].Id} for region {request.Selection.Region}";
        var setting = new WantedSetting(Registry, wanted is null ? new Wish.Release() : new Wish.Set(new SettingValue(wanted)), because);
        var current = document?.Find(Registry)?.Value;
        if (current is null ? wanted is null : current.Text == wanted)
            return [setting];
        var owned = request.Journal.Find(path)?.Find(Registry) is not null;
        if (wanted is null && !owned && request.Catalogue.ByUrl("npm", current!.Text) is null)
            return [setting];
        if (NpmCredentials.Find(NpmFiles.Chain(request.Machine).Prepend(path).Distinct(), request.Machine) is not { } credential)
            return [setting];
        found.Add(Diagnose.NpmCredentialWouldFollow(credential.Place, credential.Key, Registry));
        // A key of ours that is not mentioned would be given back, and the credential sent to whatever stood there before.
        return owned && current is not null ? [setting with { Wish = new Wish.Set(current) }] : [];
    }

    private static WantedSetting ScopeSetting(PrivateBinding binding, EcosystemRequest request) =>
        new(ScopeKey(binding), new Wish.Set(new SettingValue(NpmUrl.Normalise(binding.Mirror.Url))), $"private names {binding.Pattern.Text} are served by {binding.Mirror.Id} in region {request.Selection.Region}");
}
