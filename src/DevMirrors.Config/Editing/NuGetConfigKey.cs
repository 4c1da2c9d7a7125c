namespace DevMirrors.Config;

/// <summary>The names of NuGet.Config's sections, elements and attributes that DevMirrors reads.</summary>
internal static class NuGetNames
{
    /// <summary>The key of the public feed in every file that NuGet creates (its own constant is none at compile time).</summary>
    public const string Feed = "nuget.org";

    public const string Sources = "packageSources";
    public const string Mapping = "packageSourceMapping";
    public const string Disabled = "disabledPackageSources";
    public const string Audit = "auditSources";
    public const string Credentials = "packageSourceCredentials";
    public const string CredentialVariable = "NuGetPackageSourceCredentials_";
    public const string Certificates = "clientCertificates";
    public const string ProtocolVersion = "protocolVersion";
    public const string AllowInsecure = "allowInsecureConnections";
}

/// <summary>A key of the format: <c>SECTION/NAME</c>, or <c>SECTION/NAME@ATTRIBUTE</c> for the two attributes that DevMirrors writes.</summary>
internal sealed record NuGetConfigKey(string Section, string Name, string Attribute)
{
    private static readonly string[] Attributes = [NuGetNames.ProtocolVersion, NuGetNames.AllowInsecure];

    /// <summary>Source names may hold a slash or an at sign: only the first slash and a known attribute at the end count.</summary>
    public static NuGetConfigKey Parse(string key)
    {
        var slash = key.IndexOf('/');
        var (section, name) = (key[..slash], key[(slash + 1)..]);
        var attribute = Attributes.FirstOrDefault(a => name.EndsWith("@" + a, StringComparison.Ordinal));
        return attribute is null
            ? new NuGetConfigKey(section, name, "value")
            : new NuGetConfigKey(section, name[..^(attribute.Length + 1)], attribute);
    }

    public static string Source(string name) => $"{NuGetNames.Sources}/{name}";

    public static string SourceAttribute(string name, string attribute) => $"{NuGetNames.Sources}/{name}@{attribute}";

    public static string Patterns(string name) => $"{NuGetNames.Mapping}/{name}";

    public static string AuditSource(string name) => $"{NuGetNames.Audit}/{name}";

    public bool IsValue => Attribute == "value";

    public bool IsPatterns => Section == NuGetNames.Mapping;
}
