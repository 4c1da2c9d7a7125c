namespace DevMirrors.Config;

/// <summary>Looks for one thing that silently defeats a mirror. Reads, never writes, and asks nobody on the network.</summary>
internal interface ICheck
{
    /// <summary>A short name in lower case and hyphens; documented, so it stays.</summary>
    string Id { get; }

    /// <summary>The ecosystem, or <see cref="Checkup.Own"/>.</summary>
    string Ecosystem { get; }

    /// <summary>What is true where nothing is found.</summary>
    string Healthy { get; }

    IEnumerable<CheckFinding> Look(CheckRequest request);
}
