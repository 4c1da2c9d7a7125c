using System.Text.RegularExpressions;

namespace DevMirrors.EndToEnd.Tests.Build;

/// <summary>What strace saw of a command and everything that it started.</summary>
internal sealed partial class Trace
{
    private static readonly string[] Calls =
    [
        "openat", "open", "creat", "truncate", "rename", "renameat", "renameat2", "unlink", "unlinkat", "mkdir", "mkdirat", "rmdir", "symlink", "symlinkat", "link", "linkat",
        "chmod", "fchmodat", "chown", "lchown", "fchownat", "utimensat", "mknod", "mknodat", "connect",
    ];

    private readonly List<string> _written = [];
    private readonly List<string> _connects = [];

    /// <param name="folder">Where the command ran: relative paths start there.</param>
    public Trace(string file, string folder)
    {
        foreach (var line in File.ReadLines(file))
            Read(line, folder);
    }

    /// <summary>The arguments that make strace run a command.</summary>
    public static string[] Arguments(string file) => ["-f", "--seccomp-bpf", "-qq", "-s", "4096", "-o", file, "-e", $"trace={string.Join(',', Calls)}"];

    /// <summary>Every path that was created, opened for writing, renamed, removed or changed, in order.</summary>
    public IReadOnlyList<string> Written => _written;

    /// <summary>Every address that somebody connected to: <c>127.0.0.1:41234</c>, or the path of a socket.</summary>
    public IReadOnlyList<string> Connects => _connects;

    private void Read(string line, string folder)
    {
        if (Refused().IsMatch(line) || Call().Match(line) is not { Success: true } call)
            return;
        if (call.Groups["name"].Value == "connect")
            _connects.Add(Address(line));
        else if (!call.Groups["name"].Value.StartsWith("open", StringComparison.Ordinal) || ForWriting().IsMatch(line))
            _written.AddRange(Quoted().Matches(line).Select(m => Path.GetFullPath(m.Groups[1].Value, folder)));
    }

    private static string Address(string line) =>
        InternetAddress().Match(line) is { Success: true } address ? $"{address.Groups["host"].Value}:{address.Groups["port"].Value}"
        : Quoted().Match(line) is { Success: true } path ? path.Groups[1].Value
        : line;

    [GeneratedRegex(@"^\d+\s+(?<name>\w+)\(")]
    private static partial Regex Call();

    // A connect that does not wait for its answer ends so, and has been made all the same.
    [GeneratedRegex(@"\) += -1 (?!EINPROGRESS|ECONNREFUSED|ETIMEDOUT)")]
    private static partial Regex Refused();

    [GeneratedRegex("O_WRONLY|O_RDWR|O_CREAT|O_TRUNC")]
    private static partial Regex ForWriting();

    [GeneratedRegex("\"((?:[^\"\\\\]|\\\\.)*)\"")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"sin6?_port=htons\((?<port>\d+)\).*?(?:inet_addr\(""|inet_pton\(AF_INET6, ""(?:::ffff:)?)(?<host>[^""]+)")]
    private static partial Regex InternetAddress();
}
