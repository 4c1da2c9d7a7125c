using System.Globalization;
using System.Text.RegularExpressions;

namespace DevMirrors.Config;

/// <summary>Compares the installed go with the versions in which a mirror could get altered modules past the checksum database.</summary>
internal sealed partial class GoChecksumCheck : ICheck
{
    private static readonly Version Named = new(1, 26);

    // From the announcements of go1.25.10/go1.26.3 (2026-05-07) and go1.25.13/go1.26.6 (2026-08-06). The fixed version of each line that was still served.
    private static readonly (string Id, string Address, Version[] Fixed)[] Holes =
    [
        ("CVE-2026-42501", "https://go.dev/issue/79070", [new(1, 25, 10), new(1, 26, 3)]),
        ("CVE-2026-56864", "https://go.dev/issue/80745", [new(1, 25, 13), new(1, 26, 6)]),
        ("CVE-2026-56865", "https://go.dev/issue/80744", [new(1, 25, 13), new(1, 26, 6)]),
    ];

    public string Id => "go-checksum-holes";

    public string Ecosystem => GoEcosystem.Id;

    public string Healthy => "no hole is known in how this go checks modules against the checksum database";

    public IEnumerable<CheckFinding> Look(CheckRequest request)
    {
        var text = request.Versions.FirstOrDefault(v => v is { Ecosystem: GoEcosystem.Id, Program: "go" })?.Version;
        if (text is null || Parse(text) is not { } version)
            yield break;
        var open = Holes.Where(h => IsOpen(version, h.Fixed)).ToList();
        if (open.Count > 0)
            yield return CheckFinding.Warning(
                $"a mirror can get altered modules past the checksum database of go {version}: {string.Join(", ", open.Select(h => $"{h.Id} ({h.Address})"))}",
                null, $"install Go {string.Join(" or ", Holes[^1].Fixed.Select(f => f.ToString()))}, or later; a distribution that mends older versions says so in its own advisories");
    }

    /// <summary>Lines before the first mended one stay open; of later ones than the last nothing is known.</summary>
    internal static bool IsOpen(Version version, Version[] isFixed)
    {
        if (new Version(version.Major, version.Minor) > Named)
            return false;
        return isFixed.FirstOrDefault(f => f.Major == version.Major && f.Minor == version.Minor) is not { } line || version < line;
    }

    internal static Version? Parse(string text)
    {
        if (Number().Match(text) is not { Success: true } match)
            return null;
        var patch = match.Groups[3].Success ? match.Groups[3].Value : "0";
        return new Version(Int(match.Groups[1].Value), Int(match.Groups[2].Value), Int(patch));
    }

    private static int Int(string digits) => int.Parse(digits, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\b(?:go)?(\d{1,4})\.(\d{1,4})(?:\.(\d{1,4}))?")]
    private static partial Regex Number();
}
