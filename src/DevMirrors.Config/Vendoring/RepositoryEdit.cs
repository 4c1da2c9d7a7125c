namespace DevMirrors.Config;

/// <summary>One file of a repository that `init --msbuild` or `remove` writes or deletes.</summary>
/// <param name="After">Null where the file is to be absent.</param>
/// <param name="Folders">What goes with a deleted file where nothing else is in it; outermost first.</param>
public sealed record RepositoryEdit(FileSnapshot Before, ReadOnlyMemory<byte>? After, IReadOnlyList<string>? Folders = null)
{
    public string Path => Before.Path;

    public EditAction Action => (Before.Exists, After) switch
    {
        (true, null) => EditAction.Delete,
        (false, null) => EditAction.None,
        (false, _) => EditAction.Create,
        (true, { } after) => after.Span.SequenceEqual(Before.Bytes.Span) ? EditAction.None : EditAction.Update,
    };
}
