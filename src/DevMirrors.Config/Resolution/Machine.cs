namespace DevMirrors.Config;

public enum OsKind
{
    Linux,
    MacOS,
    Windows,
}

/// <summary>Runs a client and gives its standard output, or null where it is missing or failed. Must leave the user's files alone.</summary>
public delegate string? AskClient(string program, IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string?> environment);

/// <summary>
/// Everything that DevMirrors knows of the machine it runs on, read once at the start, so that a test builds one by hand.
/// Nothing in DevMirrors.Config reads the process's environment, console or current folder.
/// </summary>
public sealed record Machine
{
    public required OsKind Os { get; init; }

    /// <summary>The user's home folder, absolute; empty where there is none.</summary>
    public required string Home { get; init; }

    /// <summary>Absolute.</summary>
    public required string CurrentFolder { get; init; }

    /// <summary>Environment variables; the comparer is the operating system's.</summary>
    public required IReadOnlyDictionary<string, string> Environment { get; init; }

    /// <summary>The IANA or Windows id of the local time zone, as the operating system names it; empty where unknown.</summary>
    public string TimeZone { get; init; } = "";

    /// <summary>Effective user id; null on Windows.</summary>
    public uint? UserId { get; init; }

    public bool IsContainer { get; init; }

    /// <summary>Linux inside the Windows Subsystem for Linux.</summary>
    public bool IsWsl { get; init; }

    /// <summary>Where machine-scope files live: <c>/</c>, or the folder that <c>--root</c> names.</summary>
    public string Root { get; init; } = "/";

    /// <summary>False under <c>--root</c>: an image being built has no undo.</summary>
    public bool KeepsState { get; init; } = true;

    /// <summary>Folders of the PATH, in order.</summary>
    public IReadOnlyList<string> SearchPath { get; init; } = [];

    /// <summary>UTC.</summary>
    public Func<DateTimeOffset> Now { get; init; } = () => DateTimeOffset.UtcNow;

    public AskClient Ask { get; init; } = (_, _, _) => null;

    /// <summary>Sends SIGHUP to a process id; false where that is not allowed or the process is gone.</summary>
    public Func<int, bool> HangUp { get; init; } = _ => false;

    /// <summary>The variable's value; null where it is unset or empty, which is what every client here means by unset.</summary>
    public string? Variable(string name) => Environment.TryGetValue(name, out var value) && value.Length > 0 ? value : null;

    /// <summary>A path under <see cref="Home"/>; null where there is no home.</summary>
    public string? InHome(params string[] parts) => Home.Length == 0 ? null : Path.Combine([Home, .. parts]);

    /// <summary>A path below <see cref="Root"/>: <c>InRoot("etc", "docker", "daemon.json")</c>.</summary>
    public string InRoot(params string[] parts) => Path.Combine([Root, .. parts]);

    /// <summary>The per-user configuration folder of XDG: <c>$XDG_CONFIG_HOME</c> where absolute, else <c>~/.config</c>; null without a home.</summary>
    public string? XdgConfigHome =>
        Variable("XDG_CONFIG_HOME") is { } xdg && Path.IsPathRooted(xdg) ? xdg : InHome(".config");

    /// <summary>Whether a program of this name is on the PATH.</summary>
    public bool Has(string program) => Find(program) is not null;

    /// <summary>The absolute path of a program on the PATH, or null.</summary>
    public string? Find(string program)
    {
        string[] names = Os == OsKind.Windows ? [program + ".exe", program + ".cmd"] : [program];
        return SearchPath.SelectMany(folder => names.Select(name => Path.Combine(folder, name))).FirstOrDefault(File.Exists);
    }
}
