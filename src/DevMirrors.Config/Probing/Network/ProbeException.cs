namespace DevMirrors.Config;

/// <summary>Ends an exchange with a failure that is known already; never leaves <see cref="ProbeHttp.Send"/>.</summary>
internal sealed class ProbeException(FailureKind kind, string because) : Exception(because)
{
    public ProbeFailure Failure { get; } = new(kind, because);
}
