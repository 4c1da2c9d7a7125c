using System.Globalization;

namespace DevMirrors.Config;

/// <summary>Turns the source of a reading, <c>FILE:LINE</c>, into a place.</summary>
internal static class ReadingPlace
{
    /// <summary>Null for what is no file.</summary>
    public static Place? Of(string source)
    {
        if (!Path.IsPathFullyQualified(source))
            return null;
        var colon = source.LastIndexOf(':');
        return colon > 1 && int.TryParse(source.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var line)
            ? new Place(source[..colon], line, 1)
            : new Place(source);
    }
}
