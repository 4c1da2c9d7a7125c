namespace DevMirrors.Config;

public enum MirrorState
{
    Live,
    Restricted,
    Dead,
}

/// <summary>A public mirror that DevMirrors knows of.</summary>
/// <param name="Ecosystem"><c>go</c>, <c>npm</c>, <c>nuget</c>, <c>docker</c>; also <c>go-sumdb</c>, <c>npm-binary</c>, <c>oci</c>, <c>nuget-audit</c>.</param>
/// <param name="Id">npm-binary: the environment variable that the installing package reads.</param>
/// <param name="Url">Absolute, https; empty where the provider gives each account its own.</param>
/// <param name="Region">Where it is meant to be used: <c>cn</c>, <c>ir</c>, <c>global</c>.</param>
/// <param name="Verified">When its state was last verified, ISO 8601, as exact as the source says; <c>unverified</c> where only a list names it.</param>
/// <param name="Source">Where that was learnt.</param>
public sealed record CatalogueEntry(
    string Ecosystem,
    string Id,
    string Owner,
    string Url,
    string Region,
    MirrorState State,
    string Verified,
    string Source,
    string Notes)
{
    public const string Unverified = "unverified";

    public bool IsVerified => Verified != Unverified;

    /// <summary>Of a dead one, for people: <c>dead since 2024-06</c>, or <c>dead</c> alone where only a list says so.</summary>
    public string DeadSince => IsVerified ? $"dead since {Verified}" : "dead";

    /// <summary>Whether audits through this mirror are known to find nothing.</summary>
    public bool LacksVulnerabilityData =>
        Notes.Contains("no audit endpoint", StringComparison.Ordinal) || Notes.Contains("no vulnerability data", StringComparison.Ordinal);

    /// <summary>oci: the registry whose images it serves, from notes like <c>for mcr.microsoft.com</c>; else null.</summary>
    public string? Registry => Ecosystem == "oci" && Notes.StartsWith("for ", StringComparison.Ordinal) ? Notes[4..].Split([';', ' '])[0] : null;

    internal static CatalogueEntry Parse(string line)
    {
        var cells = line.TrimEnd('\r').Split('\t').Select(c => c == "-" ? "" : c).ToArray();
        return cells.Length == 9
            ? new CatalogueEntry(cells[0], cells[1], cells[2], cells[3], cells[4], StateOf(cells[5]), cells[6], cells[7], cells[8])
            : throw new FormatException($"catalogue.tsv: {cells.Length} columns instead of 9: {line}");
    }

    // Not Enum.Parse: that would also accept numbers and any case.
    private static MirrorState StateOf(string word) => word switch
    {
        "live" => MirrorState.Live,
        "restricted" => MirrorState.Restricted,
        "dead" => MirrorState.Dead,
        _ => throw new FormatException($"catalogue.tsv: `{word}` is not a state"),
    };
}
