namespace DevMirrors.Config;

internal enum SwapResult
{
    Done,

    /// <summary>The file did not hold what was expected, and is as it was.</summary>
    Refused,

    /// <summary>It did not, and could not be given back.</summary>
    Stuck,

    /// <summary>This system or file system knows no such step.</summary>
    Unsupported,
}

/// <summary>
/// Replaces a file only where it holds what is expected, with no moment in between in which somebody could write unseen: the two files
/// change places in one step, and what came out is looked at afterwards. A writer who takes no lock is so found out instead of losing what it wrote.
/// </summary>
internal static class Swap
{
    /// <param name="before">Null: there is to be no file.</param>
    public static SwapResult Run(string temp, string path, ReadOnlyMemory<byte>? before) =>
        before is { } expected ? Exchange(temp, path, expected) : Result(UnixFile.TryRenameNew(temp, path), UnixFile.Exists);

    private static SwapResult Exchange(string temp, string path, ReadOnlyMemory<byte> expected)
    {
        var result = Result(UnixFile.TryExchange(temp, path), UnixFile.NoSuchFile);
        // Nobody can open by name any more what came out; but who has had it open may still be about to write.
        if (result != SwapResult.Done || (FileBytes.Are(temp, expected) && !UnixFile.IsOpenForWriting(temp)))
            return result;
        return UnixFile.TryExchange(temp, path) == 0 ? SwapResult.Refused : SwapResult.Stuck;
    }

    private static SwapResult Result(int? error, int refusal) => error switch
    {
        0 => SwapResult.Done,
        null => SwapResult.Unsupported,
        _ when error == refusal => SwapResult.Refused,
        _ => throw UnixFile.Failure("renameat2", error.Value),
    };
}
