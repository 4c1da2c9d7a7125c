using System.Text.RegularExpressions;

namespace DevMirrors.Config;

/// <summary>The variables that name download mirrors of packages that fetch programs when they are installed: Electron, Cypress, Playwright and their like.</summary>
internal static partial class NpmBinaries
{
    /// <summary>The catalogue's, for the region of the selected mirror; what the user has set stays.</summary>
    public static IEnumerable<KeyValuePair<string, string?>> Variables(EcosystemRequest request) =>
        request.Selection.Mirrors[0].Catalogue is not { } mirror
            ? []
            : request.Catalogue.Entries
                .Where(e => e.Ecosystem == "npm-binary" && e.Region == mirror.Region && e.State == MirrorState.Live)
                .SelectMany(Named)
                .DistinctBy(v => v.Key)
                .Where(v => request.Machine.Variable(v.Key) is null);

    // npm 11 warns of each npm_config_ variable that it does not know, on every command.
    private static IEnumerable<KeyValuePair<string, string?>> Named(CatalogueEntry entry) =>
        Further().Matches(entry.Notes)
            .Select(m => new KeyValuePair<string, string?>(m.Groups[1].Value, m.Groups[3].Success ? m.Groups[3].Value : entry.Url))
            .Prepend(new(entry.Id, entry.Url))
            .Where(v => !v.Key.StartsWith("npm_config_", StringComparison.OrdinalIgnoreCase));

    // `NVM_NODEJS_ORG_MIRROR` in the notes has the entry's address, `EDGEDRIVER_CDNURL=https://…` its own.
    [GeneratedRegex(@"\b([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)\b(=([^\s;,]+))?")]
    private static partial Regex Further();
}
