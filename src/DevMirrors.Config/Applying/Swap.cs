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
    private const int Pause = 10;
    private const int Looks = 20;

    /// <param name="before">Null: there is to be no file.</param>
    public static SwapResult Run(string temp, string path, ReadOnlyMemory<byte>? before) =>
        before is { } expected ? Exchange(temp, path, expected) : Result(UnixFile.TryRenameNew(temp, path), UnixFile.Exists);

    private static SwapResult Exchange(string temp, string path, ReadOnlyMemory<byte> expected)
    {
        var result = Result(UnixFile.TryExchange(temp, path), UnixFile.NoSuchFile);
        if (result != SwapResult.Done || Stays(temp, expected))
            return result;
        return UnixFile.TryExchange(temp, path) == 0 ? SwapResult.Refused : SwapResult.Stuck;
    }

    // Nobody can open by name any more what came out; but who has had it open may still be about to write. A program that has written and closed it
    // may just be starting another, which has it open for the moment until it is on its way.
    private static bool Stays(string path, ReadOnlyMemory<byte> expected)
    {
        for (var looks = 0; looks < Looks && FileBytes.Are(path, expected); looks++)
        {
            if (!UnixFile.IsOpenForWriting(path))
                return FileBytes.Are(path, expected);
            Thread.Sleep(Pause);
        }
        return false;
    }

    private static SwapResult Result(int? error, int refusal) => error switch
    {
        0 => SwapResult.Done,
        null => SwapResult.Unsupported,
        _ when error == refusal => SwapResult.Refused,
        _ => throw UnixFile.Failure("renameat2", error.Value),
    };
}
