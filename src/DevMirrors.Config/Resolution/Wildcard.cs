namespace DevMirrors.Config;

/// <summary>Patterns in which <c>*</c> stands for any text, also none, and every other character for itself.</summary>
internal static class Wildcard
{
    public static bool Matches(string pattern, string text, StringComparison comparison)
    {
        var parts = pattern.Split('*');
        var (head, tail) = (parts[0], parts[^1]);
        if (parts.Length == 1)
            return string.Equals(pattern, text, comparison);
        if (text.Length < head.Length + tail.Length || !text.StartsWith(head, comparison) || !text.EndsWith(tail, comparison))
            return false;

        var (at, end) = (head.Length, text.Length - tail.Length);
        foreach (var part in parts[1..^1])
        {
            var next = text.IndexOf(part, at, end - at, comparison);
            if (next < 0)
                return false;
            at = next + part.Length;
        }
        return true;
    }
}
