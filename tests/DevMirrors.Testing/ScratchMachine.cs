using DevMirrors.Config;

namespace DevMirrors.Testing;

/// <summary>A machine of its own below a temporary folder: home, repository and root; nothing of the real one shows through.</summary>
public sealed class ScratchMachine : IDisposable
{
    public ScratchMachine()
    {
        Folder = Directory.CreateTempSubdirectory("devmirrors-").FullName;
        Home = Directory.CreateDirectory(Path.Combine(Folder, "home")).FullName;
        Repository = Directory.CreateDirectory(Path.Combine(Folder, "repo")).FullName;
        Root = Directory.CreateDirectory(Path.Combine(Folder, "root")).FullName;
        Directory.CreateDirectory(Path.Combine(Repository, ".git"));
        Machine = new Machine
        {
            Os = OsKind.Linux,
            Home = Home,
            CurrentFolder = Repository,
            Environment = new Dictionary<string, string>(),
            TimeZone = "Europe/Berlin",
            UserId = Ordinary(),
            Root = Root,
        };
    }

    public string Folder { get; }

    public string Home { get; }

    public string Repository { get; }

    public string Root { get; }

    public Machine Machine { get; set; }

    /// <summary>Adds an environment variable.</summary>
    public void Set(string name, string value) =>
        Machine = Machine with { Environment = new Dictionary<string, string>(Machine.Environment) { [name] = value } };

    /// <summary>Writes a file below <see cref="Folder"/> and gives its path.</summary>
    public string Write(string path, string text) => Write(path, System.Text.Encoding.UTF8.GetBytes(text));

    public string Write(string path, byte[] bytes)
    {
        var full = Path.Combine(Folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllBytes(full, bytes);
        return full;
    }

    // Nobody in particular where the tests run as root: files of root count as one's own, and no rule may see a root user.
    private static uint Ordinary() =>
        File.ReadLines("/proc/self/status").First(l => l.StartsWith("Uid:", StringComparison.Ordinal)).Split('\t') is [_, _, var effective, ..] && effective != "0"
            ? uint.Parse(effective, System.Globalization.CultureInfo.InvariantCulture)
            : 1000;

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
