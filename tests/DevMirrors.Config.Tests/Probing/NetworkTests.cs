namespace DevMirrors.Config.Tests;

/// <summary>Tests that talk to servers of their own run by themselves: beside others that keep both cores busy they would wait for their turn, not for an answer.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class NetworkTests
{
    public const string Name = "network";
}
