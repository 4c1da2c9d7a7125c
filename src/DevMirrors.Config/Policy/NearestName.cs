namespace DevMirrors.Config;

/// <summary>Finds the name that somebody probably meant.</summary>
public static class NearestName
{
    private const int Enough = 10;

    /// <summary>The known name with the smallest edit distance, of at most a third of its length and at least one; null where none is near.</summary>
    public static string? Of(string name, IEnumerable<string> known)
    {
        // A policy of 64 KiB can hold long keys by the hundred: what no known name can be near to is not measured.
        if (name.Length > 40)
            return null;
        var best = known.Where(k => Math.Abs(k.Length - name.Length) <= Limit(k)).Select(k => (Name: k, Distance: Distance(name, k))).OrderBy(k => k.Distance).FirstOrDefault();
        return best.Name is not null && best.Distance <= Limit(best.Name) ? best.Name : null;
    }

    /// <summary>The same for names by the hundred: null once enough has been found, because a reader looks at the first few.</summary>
    public static string? Of(string name, IEnumerable<string> known, DiagnosticBag found) => found.Count < Enough ? Of(name, known) : null;

    private static int Limit(string name) => Math.Max(1, name.Length / 3);

    // Two neighbours swapped count as one edit, because that is how fingers err: https://en.wikipedia.org/wiki/Damerau-Levenshtein_distance
    private static int Distance(string a, string b)
    {
        var d = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
        {
            for (var j = 0; j <= b.Length; j++)
            {
                d[i, j] = i == 0 || j == 0
                    ? i + j
                    : Math.Min(d[i - 1, j - 1] + (Same(a[i - 1], b[j - 1]) ? 0 : 1), Math.Min(d[i - 1, j], d[i, j - 1]) + 1);
                if (i > 1 && j > 1 && Same(a[i - 1], b[j - 2]) && Same(a[i - 2], b[j - 1]))
                    d[i, j] = Math.Min(d[i, j], d[i - 2, j - 2] + 1);
            }
        }
        return d[a.Length, b.Length];
    }

    private static bool Same(char a, char b) => char.ToUpperInvariant(a) == char.ToUpperInvariant(b);
}
