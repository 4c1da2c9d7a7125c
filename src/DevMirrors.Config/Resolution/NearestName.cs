namespace DevMirrors.Config;

/// <summary>Guesses what somebody meant to write.</summary>
internal static class NearestName
{
    /// <summary>The candidate that takes the fewest edits, at most a third of the name's length; null where none is near.</summary>
    public static string? Of(string name, IEnumerable<string> candidates)
    {
        var (nearest, best) = ((string?)null, Math.Max(1, name.Length / 3) + 1);
        foreach (var candidate in candidates.Where(c => Math.Abs(c.Length - name.Length) < best))
        {
            var distance = Distance(name.ToLowerInvariant(), candidate.ToLowerInvariant());
            if (distance < best)
                (nearest, best) = (candidate, distance);
        }
        return nearest;
    }

    // Levenshtein's distance, one row at a time.
    private static int Distance(string a, string b)
    {
        var row = new int[b.Length + 1];
        for (var j = 0; j <= b.Length; j++)
            row[j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var change = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(change, Math.Min(row[j - 1], row[j]) + 1);
            }
        }
        return row[b.Length];
    }
}
