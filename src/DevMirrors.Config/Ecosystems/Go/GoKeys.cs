namespace DevMirrors.Config;

/// <summary>The names of go's settings that DevMirrors knows; see <c>go help environment</c>.</summary>
internal static class GoKeys
{
    public const string Proxy = "GOPROXY";
    public const string SumDb = "GOSUMDB";

    /// <summary>Names that go fetches without TLS.</summary>
    public const string Insecure = "GOINSECURE";

    public const string Flags = "GOFLAGS";

    /// <summary>Names fetched from version control and not looked up in the checksum database, where the next two say nothing else.</summary>
    public const string Private = "GOPRIVATE";

    public const string NoProxy = "GONOPROXY";
    public const string NoSumDb = "GONOSUMDB";

    /// <summary>Go trims the entries of GOPROXY, but a CR makes a pattern match nothing and a database's name invalid.</summary>
    public static readonly IReadOnlyList<string> HarmedByCarriageReturn = [SumDb, Private, NoProxy, NoSumDb];

    public static bool IsList(string key) => key is Private or NoProxy or NoSumDb;
}
