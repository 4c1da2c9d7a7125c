namespace DevMirrors.Config;

/// <summary>What a committed mirrors.yaml says, every value with its place. Built only by <see cref="PolicyFile"/>.</summary>
/// <param name="Path">The absolute path of the file.</param>
/// <param name="Hash">SHA-256, lower-case hex, of the file's bytes after CRLF→LF: the identity that consent refers to.</param>
public sealed record Policy(
    string Path,
    string Hash,
    IReadOnlyList<Region> Regions,
    IReadOnlyList<PrivateNames> Private,
    IReadOnlyList<MirrorDefinition> Mirrors,
    ProbeSettings? Probe = null)
{
    /// <summary>The folder that project-scope files belong to.</summary>
    public string Folder => System.IO.Path.GetDirectoryName(Path)!;
}

/// <summary>One region: when it applies and what it chooses for each ecosystem.</summary>
/// <param name="Choices">One per ecosystem that the region mentions.</param>
/// <param name="Images">Registry host → mirror, for registries other than Docker Hub.</param>
/// <param name="SumDb">The checksum database alias (go), or null.</param>
/// <param name="Audit">Where NuGet asks for vulnerability data, or null to leave audit sources alone.</param>
public sealed record Region(
    string Name,
    Place Place,
    bool IsDefault,
    IReadOnlyList<Condition> When,
    IReadOnlyList<MirrorChoice> Choices,
    IReadOnlyList<ImageRule> Images,
    Located? SumDb = null,
    Located? Audit = null)
{
    public MirrorChoice? For(string ecosystem) => Choices.FirstOrDefault(c => c.Ecosystem == ecosystem);
}

/// <summary>A text value and where it stands.</summary>
public sealed record Located(string Text, Place Place);

/// <summary>One alternative of a region's <c>when</c>.</summary>
/// <param name="Subject"><c>timezone</c>, or <c>env.NAME</c>.</param>
/// <param name="Patterns">Any of these matches; <c>*</c> stands for any text.</param>
public sealed record Condition(string Subject, IReadOnlyList<Located> Patterns, Place Place);

/// <summary>When a client goes on to the next mirror of a list.</summary>
public enum Fallback
{
    /// <summary>The policy says nothing: each ecosystem's own default.</summary>
    Unspecified,
    AnyError,
    NotFound,
    Never,
}

/// <summary>How the mirrors of a list are ordered.</summary>
public enum SelectBy
{
    Order,
    Healthy,
    Fastest,
}

/// <summary>What one region says for one ecosystem: <c>npm: npmmirror</c>, <c>go: [a, direct]</c> or the long form.</summary>
/// <param name="Mirrors">Ids, <c>upstream</c>, <c>direct</c>, <c>off</c> or addresses, in order, as written.</param>
/// <param name="Replaces">nuget: the source key or address that the mirror stands in for; null is the public upstream.</param>
public sealed record MirrorChoice(
    string Ecosystem,
    IReadOnlyList<Located> Mirrors,
    Place Place,
    Fallback Fallback = Fallback.Unspecified,
    SelectBy Select = SelectBy.Order,
    Located? Replaces = null);

/// <summary><c>images: { mcr.microsoft.com: daocloud-mcr }</c>.</summary>
public sealed record ImageRule(Located Registry, Located Mirror);

/// <summary>The private names of one ecosystem.</summary>
public sealed record PrivateNames(string Ecosystem, IReadOnlyList<PrivateRule> Rules);

/// <summary>A private name pattern and the mirror that serves it, which may differ by region.</summary>
/// <param name="Mirrors">Region name, or <c>default</c>, → mirror id. A plain value is a single <c>default</c>.</param>
public sealed record PrivateRule(Located Pattern, IReadOnlyList<(string Region, Located Mirror)> Mirrors);

/// <summary>A mirror that the policy itself defines.</summary>
/// <param name="TokenVariable">The environment variable that holds the token (<c>auth: { token-env }</c>), or null.</param>
public sealed record MirrorDefinition(
    Located Id,
    string Ecosystem,
    Located Url,
    bool IsPrivate = false,
    bool IsInsecure = false,
    Located? TokenVariable = null);

/// <summary><c>probe:</c>, how mirrors are judged; null where the policy leaves it to the defaults of <see cref="ProbeLimits"/>.</summary>
public sealed record ProbeSettings(TimeSpan? Timeout, TimeSpan? MaxLag, IReadOnlyList<Sentinel> Sentinels);

/// <summary>A small package by which a mirror is judged.</summary>
public sealed record Sentinel(string Ecosystem, string Name, string? Version, string? Sum, Place Place);
