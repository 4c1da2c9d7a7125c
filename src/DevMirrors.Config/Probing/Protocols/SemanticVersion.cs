using System.Globalization;

namespace DevMirrors.Config;

/// <summary>A version of two to four numbers and perhaps a pre-release, compared as https://semver.org says; NuGet's fourth number counts after the third.</summary>
internal sealed record SemanticVersion(IReadOnlyList<long> Numbers, IReadOnlyList<string> PreRelease) : IComparable<SemanticVersion>
{
    public static bool TryParse(string text, out SemanticVersion version)
    {
        version = new SemanticVersion([], []);
        var withoutBuild = text.Split('+')[0];
        var dash = withoutBuild.IndexOf('-');
        var core = (dash < 0 ? withoutBuild : withoutBuild[..dash]).Split('.');
        if (core.Length is < 2 or > 4)
            return false;
        var numbers = new long[4];
        for (var i = 0; i < core.Length; i++)
        {
            if (!long.TryParse(core[i], NumberStyles.None, CultureInfo.InvariantCulture, out numbers[i]))
                return false;
        }
        version = new SemanticVersion(numbers, dash < 0 ? [] : withoutBuild[(dash + 1)..].Split('.'));
        return true;
    }

    /// <summary>The highest release, or the highest of all where there is no release, as it is written; null for none.</summary>
    public static string? Newest(IEnumerable<string> versions)
    {
        var read = versions.Select(v => (Text: v, Version: TryParse(v, out var version) ? version : null)).Where(v => v.Version is not null).ToList();
        var releases = read.Where(v => v.Version!.PreRelease.Count == 0).ToList();
        return (releases.Count > 0 ? releases : read).OrderByDescending(v => v.Version).FirstOrDefault().Text;
    }

    public static bool IsNewer(string one, string other) =>
        TryParse(one.TrimStart('v'), out var a) && TryParse(other.TrimStart('v'), out var b) && a.CompareTo(b) > 0;

    public int CompareTo(SemanticVersion? other)
    {
        if (other is null)
            return 1;
        for (var i = 0; i < 4; i++)
        {
            if (Numbers[i].CompareTo(other.Numbers[i]) is not 0 and var order)
                return order;
        }
        return (PreRelease.Count, other.PreRelease.Count) switch
        {
            (0, 0) => 0,
            (0, _) => 1,
            (_, 0) => -1,
            _ => Compare(PreRelease, other.PreRelease),
        };
    }

    private static int Compare(IReadOnlyList<string> one, IReadOnlyList<string> other)
    {
        for (var i = 0; i < Math.Min(one.Count, other.Count); i++)
        {
            if (Compare(one[i], other[i]) is not 0 and var order)
                return order;
        }
        return one.Count.CompareTo(other.Count);
    }

    private static int Compare(string one, string other) =>
        (long.TryParse(one, NumberStyles.None, CultureInfo.InvariantCulture, out var a), long.TryParse(other, NumberStyles.None, CultureInfo.InvariantCulture, out var b)) switch
        {
            (true, true) => a.CompareTo(b),
            (true, false) => -1,
            (false, true) => 1,
            _ => string.CompareOrdinal(one, other),
        };
}
