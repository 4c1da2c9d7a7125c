namespace DevMirrors.Config;

/// <summary>Private sources and their mapping for one command, as far as NuGet's merge lets a lent file say it.</summary>
internal static class NuGetLentPrivate
{
    /// <param name="reachesNearerKeys">True where the lent file is the only one; false where entries of nearer files hide its own.</param>
    public static IDocument WriteTo(IDocument document, EcosystemRequest request, NuGetHierarchy hierarchy, NuGetLent lent, bool reachesNearerKeys, DiagnosticBag found)
    {
        var mapping = new NuGetMapping(hierarchy, "", Journal.Empty, lent.Replaced.Count > 0 ? lent.Key : null);
        foreach (var binding in request.Selection.Private.Where(b => b.Mirror.Kind == MirrorKind.Mirror))
        {
            // NuGet takes two sources with one address for one, so that the second key would never be asked.
            if (lent.IsNew && lent.Replaced.Count > 0 && NuGetAddress.Same(lent.Address, binding.Mirror.Url))
            {
                mapping.Add(lent.Key, [binding.Pattern], found);
                continue;
            }
            var source = hierarchy.Sources.FirstOrDefault(s => NuGetAddress.Same(s.Address, binding.Mirror.Url))
                ?? hierarchy.Sources.FirstOrDefault(s => s.Key.Equals(binding.Mirror.Id, StringComparison.OrdinalIgnoreCase));
            if (Obstacle(source, binding, hierarchy, reachesNearerKeys) is { } obstacle)
            {
                found.Add(Diagnose.NuGetPrivateNotLent(binding.Pattern.Place, binding.Pattern.Text, obstacle));
                continue;
            }
            if (source is null)
                document = NuGetLent.WriteSource(document, binding.Mirror.Id, binding.Mirror);
            mapping.Add(source?.Key ?? binding.Mirror.Id, [binding.Pattern], found);
        }
        foreach (var setting in mapping.Settings())
            document = document.Set(setting.Key, new SettingValue([.. (document.Find(setting.Key)?.Value.Items ?? []).Union(((Wish.Include)setting.Wish).Items, StringComparer.OrdinalIgnoreCase)]));
        return document;
    }

    private static string? Obstacle(NuGetSource? source, PrivateBinding binding, NuGetHierarchy hierarchy, bool reachesNearerKeys)
    {
        // Nothing here says which server that password was given for.
        if (source is null)
            return hierarchy.Credentials(binding.Mirror.Id) is { } credential ? $"a password is kept under that name ({credential.Place?.ToString() ?? credential.Name}), and no source here has it" : null;
        if (!NuGetAddress.Same(source.Address, binding.Mirror.Url))
            return $"the source `{source.Key}` has another address ({source.Place.File})";
        var patterns = hierarchy.Patterns.FirstOrDefault(p => p.Key.Equals(source.Key, StringComparison.OrdinalIgnoreCase));
        return reachesNearerKeys || patterns is null || patterns.Items.Contains(binding.Pattern.Text, StringComparer.OrdinalIgnoreCase)
            ? null
            : $"{patterns.File.Path} has its own patterns for the source `{source.Key}`";
    }
}
