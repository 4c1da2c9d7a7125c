namespace DevMirrors.Promises.Tests;

/// <summary>What happens to one system call instead of its work.</summary>
/// <param name="Name">SIGKILL, or the error's name.</param>
internal sealed record Fault(string Name)
{
    public static readonly IReadOnlyList<Fault> All =
        [.. new[] { "SIGKILL", "EIO", "ENOSPC", "EDQUOT", "EACCES", "EPERM", "EROFS", "EBUSY", "EXDEV", "EINTR" }.Select(n => new Fault(n))];

    /// <summary>Whether nearly all have happened: strace counts calls by thread, and which thread makes one is not always the same.</summary>
    public static bool AreEnough(int happened, int of) => of - happened <= Math.Max(1, of / 20);

    public bool Kills => Name == "SIGKILL";

    /// <summary>A call that was interrupted is made again, and nobody notices.</summary>
    public bool IsRetried => Name == "EINTR";

    /// <summary>As strace's <c>inject</c> takes it.</summary>
    public string Injection => Kills ? "signal=SIGKILL" : $"error={Name}";
}
