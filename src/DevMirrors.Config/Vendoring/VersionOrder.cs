namespace DevMirrors.Config;

/// <summary>Which of two versions is the newer: numbers by value, and a preview before its release.</summary>
internal static class VersionOrder
{
    public static int Compare(string one, string other)
    {
        var (a, b) = (Split(one), Split(other));
        var byNumber = a.Number.CompareTo(b.Number);
        if (byNumber != 0 || a.Preview == b.Preview)
            return byNumber;
        return a.Preview.Length == 0 ? 1 : b.Preview.Length == 0 ? -1 : string.CompareOrdinal(a.Preview, b.Preview);
    }

    private static (Version Number, string Preview) Split(string text)
    {
        var parts = text.Split('+')[0].Split('-', 2);
        return (Version.TryParse(parts[0], out var number) ? number : new Version(0, 0), parts.Length == 2 ? parts[1] : "");
    }
}
