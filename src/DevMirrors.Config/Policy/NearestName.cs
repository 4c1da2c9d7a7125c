namespace DevMirrors.Config;

/// <summary>Finds the name that somebody probably meant.</summary>
public static class NearestName
{
    /// <summary>The known name with the smallest edit distance, of at most a third of its length and at least one; null where none is near.</summary>
    public static string? Of(string name, IEnumerable<string> known)
    {
        // A policy of 64 KiB can hold long keys by the hundred: what no known name can be near to is not measured.
        if (name.Length > 40)
            return null;
        var best = known.Select(k => (Name: k, Distance: Distance(name, k))).OrderBy(k => k.Distance).FirstOrDefault();
        return best.Name is not null && best.Distance <= Math.Max(1, best.Name.Length / 3) ? best.Name : null;
    }

    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0]++;
            for (var j = 1; j <= b.Length; j++)
            {
                var changed = diagonal + (char.ToUpperInvariant(a[i - 1]) == char.ToUpperInvariant(b[j - 1]) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(changed, Math.Min(row[j], row[j - 1]) + 1);
            }
        }
        return row[^1];
    }
}
