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
            .. scopes.SelectMany(b => ScopeSetting(b, path, document, request, found)),
            .. request.Scope == Scope.User ? NpmTokens.Settings(path, document, request, scopes, found) : [],
        ];
    }

    /// <summary>The settings of the repository's file: only what is the same for everybody.</summary>
    public static IReadOnlyList<WantedSetting> InRepository(string path, EcosystemRequest request, DiagnosticBag found)
    {
        var document = NpmrcOnDisk.Read(path, new DiagnosticBag());
        var scopes = request.Selection.Private;
        if (WantedRegistry(request) is not null)
            found.Add(Diagnose.NpmRegistryStaysOutOfRepository(request.Selection.Mirrors[0].Place, path));
        foreach (var binding in scopes.Where(b => !b.SameInAllRegions))
            found.Add(Diagnose.NpmScopeStaysOutOfRepository(binding.Pattern.Place, binding.Pattern.Text, path));
        return
        [
            .. scopes.Where(b => b.SameInAllRegions).SelectMany(b => ScopeSetting(b, path, document, request, found)),
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
        var because = $"{request.Selection.Mirrors[0].Named} for region {request.Selection.Region}";
        var setting = new WantedSetting(Registry, wanted is null ? new Wish.Release() : new Wish.Set(new SettingValue(wanted)), because);
        var current = document?.Find(Registry)?.Value;
        if (current is null ? wanted is null : current.Text == wanted)
            return [setting];
        var owned = request.Journal.Find(path)?.Find(Registry) is not null;
        if (wanted is null && !owned && request.Catalogue.ByUrl("npm", current!.Text) is null)
            return [setting];
        return NpmCredentials.Hold(setting, current, path, request, found) ?? [setting];
    }

    // Yarn 1 sends a credential without a host to the registry of a scope too.
    private static IReadOnlyList<WantedSetting> ScopeSetting(PrivateBinding binding, string path, IDocument? document, EcosystemRequest request, DiagnosticBag found)
    {
        var url = NpmUrl.Normalise(binding.Mirror.Url);
        var setting = new WantedSetting(ScopeKey(binding), new Wish.Set(new SettingValue(url)), $"private names {binding.Pattern.Text} are served by {binding.Mirror.Id} in region {request.Selection.Region}");
        var current = document?.Find(setting.Key)?.Value;
        return NpmUrl.Same(current?.Text, url) ? [setting] : NpmCredentials.Hold(setting, current, path, request, found) ?? [setting];
    }
}
