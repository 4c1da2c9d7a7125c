namespace DevMirrors.Config;

/// <summary>Judges GOSUMDB: the name of a checksum database, with its address where that is another one.</summary>
internal static class GoSumDb
{
    /// <summary>Go's built-in value.</summary>
    public const string Default = "sum.golang.org";

    public static ValueKind Judge(string value, MirrorCatalogue catalogue)
    {
        var (name, address) = value.Split(' ', 2) switch
        {
            [var only] => (only, only),
            var both => (both[0], both[1]),
        };
        if (name is Default or "" && address == name)
            return ValueKind.Upstream;
        var url = address.Contains("://", StringComparison.Ordinal) ? address : "https://" + address;
        var isKnown = (name == Default || name == address) && catalogue.ByUrl("go-sumdb", url) is not null;
        return isKnown ? ValueKind.Mirror : ValueKind.Foreign;
    }
}
