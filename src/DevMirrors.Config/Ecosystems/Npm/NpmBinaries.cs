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
        Beside().Matches(entry.Notes)
            .Select(m => new KeyValuePair<string, string?>(m.Groups[1].Value, m.Groups[2].Value))
            .Prepend(new(entry.Id, entry.Url))
            .Where(v => !v.Key.StartsWith("npm_config_", StringComparison.OrdinalIgnoreCase));

    // What the entry needs beside itself: `needs RE2_DOWNLOAD_SKIP_PATH=true beside it`.
    [GeneratedRegex(@"\b([A-Z][A-Z0-9_]+)=([^\s;,]+)")]
    private static partial Regex Beside();
}
