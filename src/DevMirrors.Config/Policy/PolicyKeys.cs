namespace DevMirrors.Config;

/// <summary>Every key that a policy knows: the one table behind the loader, the JSON schema and its hover texts.</summary>
internal sealed class PolicyKeys
{
    public static readonly IReadOnlyList<string> Ecosystems = ["go", "npm", "nuget", "docker"];

    /// <summary>An image name says its registry, so that docker needs no binding.</summary>
    public static readonly IReadOnlyList<string> WithPrivateNames = ["go", "npm", "nuget"];

    public static readonly IReadOnlyList<string> SumDbs = ["sum.golang.org", "sum.golang.google.cn"];

    private static readonly Shape Flag = new FlagShape();
    private static readonly Shape Id = new TextShape("the id of a mirror", PolicyPatterns.MirrorEntry());

    private readonly Func<string, IReadOnlyList<string>> _known;

    /// <param name="known">The mirror ids to offer for an ecosystem; a loader needs none.</param>
    public PolicyKeys(Func<string, IReadOnlyList<string>>? known = null)
    {
        _known = known ?? (_ => []);
        Root = new ObjectShape("the policy",
            new PolicyKey("version", new VersionShape(), "The version of this format: 1.", IsRequired: true),
            new PolicyKey("regions", new MapShape("a region's name (lower-case letters, digits and dashes)", PolicyPatterns.RegionName(), Region()),
                "The regions; the first whose `when` matches is the one, in this order.", IsRequired: true),
            new PolicyKey("private", Private, "Names that never reach a public mirror: pattern → mirror, or → { region: mirror }."),
            new PolicyKey("mirrors", new MapShape("a mirror's id (letters, digits, dots and dashes)", PolicyPatterns.MirrorId(), Mirror),
                "Mirrors of your own, beside those of the built-in catalogue."),
            new PolicyKey("probe", Probe(), "How `devmirrors probe` judges mirrors."));
    }

    public ObjectShape Root { get; }

    private static TextShape Text(string expected) => new TextShape(expected);

    private static AnyShape OneOrMore(Shape item) => new(item, new ListShape(item));

    private ObjectShape Region() => new("a region",
        new PolicyKey("when", When, "The region applies where any of these matches."),
        new PolicyKey("default", Flag, "The region for whoever no `when` matches; exactly one region has it."),
        new PolicyKey("go", Choice("go"), "Go modules (GOPROXY): a mirror, `upstream`, or a list in order; `direct` or `off` only at its end."),
        new PolicyKey("npm", Choice("npm"), "npm packages: a mirror, or `upstream`."),
        new PolicyKey("nuget", Choice("nuget", Replaces), "NuGet packages: a mirror, or `upstream`."),
        new PolicyKey("docker", Choice("docker"), "Docker Hub images: mirrors in order, or `upstream`."),
        new PolicyKey("images", new MapShape("a registry's host such as mcr.microsoft.com", PolicyPatterns.RegistryHost(), Entry("oci")),
            "Registries other than Docker Hub: host → mirror."),
        new PolicyKey("sumdb", new WordShape(SumDbs), "The Go checksum database, or a verified alias of the same tree; never off."),
        new PolicyKey("audit", new TextShape("`upstream`, the id of a mirror or an https address", PolicyPatterns.MirrorEntry()),
            "Where NuGet asks for vulnerability data; left alone where absent."));

    private static readonly ObjectShape When = new("when",
        new PolicyKey("timezone", OneOrMore(Text("a time zone such as Asia/Shanghai")), "Time zones by their IANA name; Windows names are translated. `*` stands for any text."),
        new PolicyKey("env", new MapShape("the name of an environment variable", PolicyPatterns.VariableName(), OneOrMore(Text("a value (put numbers into quotes); `*` stands for any text"))),
            "Environment variables and the values that match."));

    private static readonly PolicyKey Replaces = new("replaces", Text("the key or address of a package source"), "The source that the mirror stands in for, where that is not the public upstream.");

    private AnyShape Choice(string ecosystem, params PolicyKey[] more)
    {
        var list = OneOrMore(Entry(ecosystem));
        PolicyKey[] keys =
        [
            new("mirrors", list, "The mirrors, in order.", IsRequired: true),
            new("fallback", new WordShape("any-error", "not-found", "never"), "When the client goes on to the next mirror."),
            new("select", new WordShape("order", "healthy", "fastest"), "How the mirrors are ordered: as written, or by what `devmirrors probe` measured."),
        ];
        return new AnyShape([.. list.Shapes, new ObjectShape($"a choice for {ecosystem}", [.. keys, .. more])]);
    }

    private TextShape Entry(string ecosystem) =>
        new("the id of a mirror or an https address", PolicyPatterns.MirrorEntry(), _known(ecosystem) is { Count: > 0 } ids ? ids : null, IsJudgedLater: true);

    private static readonly Shape Bound = new AnyShape(Id, new MapShape("the name of a region, or `default`", PolicyPatterns.RegionNameOrDefault(), Id));

    private static readonly ObjectShape Private = new("private",
        new PolicyKey("go", new MapShape("a module path such as git.corp.example or github.com/corp", PolicyPatterns.GoPrivate(), Bound), "Module path globs (GOPRIVATE) → `direct` or a private mirror."),
        new PolicyKey("npm", new MapShape("a scope such as @corp (npm can bind no other names)", PolicyPatterns.NpmScope(), Bound), "Scopes → a private mirror."),
        new PolicyKey("nuget", new MapShape("a package id, or the beginning of ids such as Corp.*", PolicyPatterns.NugetPattern(), Bound), "Package source mapping patterns → a private mirror."));

    private static readonly ObjectShape Auth = new("auth",
        new PolicyKey("token-env", new TextShape("the name of an environment variable", PolicyPatterns.VariableName()),
            "The environment variable that holds the token; the policy never holds the token itself.", IsRequired: true));

    private static readonly ObjectShape Mirror = new("a mirror",
        new PolicyKey("ecosystem", new WordShape(Ecosystems), "What the mirror serves.", IsRequired: true),
        new PolicyKey("url", new TextShape("an https address", IsJudgedLater: true), "Its address, without credentials, query or fragment.", IsRequired: true),
        new PolicyKey("private", Flag, "An own server: private names may be asked of it."),
        new PolicyKey("insecure", Flag, "Allows plain http for this mirror; shown loudly."),
        new PolicyKey("auth", Auth, "A reference to a credential; nothing is written where the variable is unset."));

    private static ObjectShape Probe()
    {
        var duration = new TextShape("a duration such as 500ms, 2s, 24h", PolicyPatterns.Duration());
        return new ObjectShape("probe",
            new PolicyKey("timeout", duration, "How long a mirror may take."),
            new PolicyKey("max-lag", duration, "How far a mirror may be behind its upstream."),
            new PolicyKey("sentinels", new ObjectShape("sentinels", [.. Ecosystems.Select(e => new PolicyKey(e, Sentinel(e), $"The {e} package by which mirrors are judged."))]),
                "Small packages by which mirrors are judged; well-known ones where absent."));
    }

    private static AnyShape Sentinel(string ecosystem)
    {
        var package = new TextShape("the name of a package", PolicyPatterns.PackageName());
        var (expected, pattern) = ecosystem switch
        {
            "go" => ("a go.sum hash: h1: and 44 characters of base64", PolicyPatterns.GoSum()),
            "npm" => ("an integrity as package-lock.json has it: sha512- and 88 characters of base64", PolicyPatterns.NpmSum()),
            "nuget" => ("a contentHash as packages.lock.json has it: 88 characters of base64", PolicyPatterns.NugetSum()),
            _ => ("a digest: sha256: and 64 hexadecimal digits", PolicyPatterns.DockerSum()),
        };
        return new AnyShape(package, new ObjectShape("a sentinel",
            new PolicyKey("name", package, "The package to ask for.", IsRequired: true),
            new PolicyKey("version", new TextShape("a version (put numbers into quotes)", PolicyPatterns.PackageVersion()), "The version whose bytes are compared; the newest where absent."),
            new PolicyKey("sum", new TextShape(expected, pattern), "What those bytes must hash to.")));
    }
}
