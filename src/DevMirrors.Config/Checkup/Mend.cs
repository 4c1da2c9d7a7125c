namespace DevMirrors.Config;

/// <summary>A repair that loses nothing: every byte that it takes away comes back by <c>undo</c>, or was ours.</summary>
/// <param name="What">For people, who are asked before: <c>end the lines of FILE in LF</c>.</param>
public abstract record Mend(string What)
{
    /// <summary>Other bytes for a settings file of the user's.</summary>
    public sealed record Edit(string What, string Ecosystem, string Path, IFileFormat Format, Func<ReadOnlyMemory<byte>, ReadOnlyMemory<byte>> Change) : Mend(What);

    /// <summary>Finishes an interrupted run and tidies the state folder.</summary>
    /// <param name="Edits">The files that it has still to write, to be shown.</param>
    public sealed record Finish(string What, Scope Scope, IReadOnlyList<FileEdit> Edits) : Mend(What);

    /// <summary>Deletes a temporary file or folder that a killed run of ours has left.</summary>
    public sealed record Remove(string What, string Path) : Mend(What);
}
