namespace DevMirrors.Config;

/// <summary>Versions of Go modules: <c>v</c> and a semantic version.</summary>
internal static class GoVersions
{
    public static bool IsOne(string text) => text.StartsWith('v') && SemanticVersion.TryParse(text[1..], out _);

    /// <summary>The highest release, or the highest of all where there is no release; null for none.</summary>
    public static string? Newest(IEnumerable<string> versions) => SemanticVersion.Newest(versions.Where(IsOne).Select(v => v[1..])) is { } newest ? "v" + newest : null;

    public static string Escape(string version) => GoProbe.Escape(version);
}
