namespace DevMirrors.Tool;

/// <summary>Finds the known name that a mistyped one most likely means.</summary>
internal static class NearestName
{
    /// <summary>The nearest name within a third of its length in edits, or null.</summary>
    public static string? Of(string name, IReadOnlyCollection<string> known) =>
        known
            .Select(k => (Name: k, Edits: Edits(name, k)))
            .Where(k => k.Edits <= Math.Max(1, Math.Max(name.Length, k.Name.Length) / 3))
            .OrderBy(k => k.Edits)
            .Select(k => k.Name)
            .FirstOrDefault();

    // Levenshtein's distance, a row at a time.
    private static int Edits(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var substituted = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(substituted, 1 + Math.Min(row[j], row[j - 1]));
            }
        }
        return row[b.Length];
    }
}
