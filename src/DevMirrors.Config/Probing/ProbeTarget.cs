namespace DevMirrors.Config;

/// <summary>A mirror to probe.</summary>
/// <param name="Ecosystem"><c>go</c>, <c>npm</c>, <c>nuget</c>, <c>docker</c>, or <c>oci</c> for registries other than Docker Hub.</param>
/// <param name="Url">Absolute, as the client would be given it.</param>
/// <param name="IsPrivate">Its own host, and no other that it leads to, may have an address inside.</param>
/// <param name="IsInsecure">Its own host may be asked over plain http.</param>
/// <param name="IsUpstream">The client's own default: what the others are compared with.</param>
/// <param name="Token">Sent to the mirror's own origin only; null for none.</param>
public sealed record ProbeTarget(
    string Ecosystem, string Id, Uri Url, bool IsPrivate = false, bool IsInsecure = false, bool IsUpstream = false, string? Token = null)
{
    /// <summary>It failed several times in a row: one request must be answered before the others are sent.</summary>
    public bool IsOnTrial { get; init; }

    /// <summary>In no text: a record would print it.</summary>
    public override string ToString() => $"{Ecosystem} {Id} {Url}";
}
