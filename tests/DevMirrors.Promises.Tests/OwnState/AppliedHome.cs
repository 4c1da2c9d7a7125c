using DevMirrors.Testing;

namespace DevMirrors.Promises.Tests;

/// <summary>
/// A home with files of its own in which region `one` has been chosen, applied and trusted, and mirrors of region `two` probed; each damage
/// starts from a fresh copy of its files.
/// </summary>
internal sealed class AppliedHome : IDisposable
{
    private const string Policy = """
        version: 1
        regions:
          one: { default: true, go: [goproxy-cn, direct], npm: npmmirror, nuget: huawei, docker: [daocloud] }
          two: { go: { mirrors: [m1, m2, off], select: healthy }, npm: tencent, nuget: tencent, docker: [1ms] }

        """;

    private readonly World _world = new();
    private readonly Dictionary<string, byte[]> _state = [];

    public IReadOnlyDictionary<string, byte[]> Before { get; private set; } = new Dictionary<string, byte[]>();

    public IReadOnlyDictionary<string, byte[]> One { get; private set; } = new Dictionary<string, byte[]>();

    /// <summary>Region `two` with what the probe has found: one of its mirrors is down.</summary>
    public IReadOnlyDictionary<string, byte[]> Two { get; private set; } = new Dictionary<string, byte[]>();

    /// <summary>Region `two` as where nothing was ever measured.</summary>
    public IReadOnlyDictionary<string, byte[]> TwoInOrder { get; private set; } = new Dictionary<string, byte[]>();

    private IReadOnlyDictionary<string, byte[]> Reached { get; set; } = new Dictionary<string, byte[]>();

    /// <summary>Journal, objects, trust, the chosen region and the verdicts: path → bytes, in a fixed order.</summary>
    public IReadOnlyList<KeyValuePair<string, byte[]>> State => [.. _state.OrderBy(f => f.Key, StringComparer.Ordinal)];

    public static async Task<AppliedHome> Make()
    {
        var home = new AppliedHome();
        await home.Fill();
        return home;
    }

    /// <summary>Kills an apply of region `two` when it has replaced one of the clients' files: from now on that is what <see cref="Reset"/> goes back to.</summary>
    public async Task Interrupt()
    {
        // Which of the calls that put a client's file in its place is the one that counts is found by trying.
        for (var call = 1; call < 20; call++)
        {
            Reset();
            await Client.Run(
                "strace", ["-f", "-qq", "-o", "/dev/null", "-e", "trace=renameat2", "-e", $"inject=renameat2:signal=SIGKILL:when={call}", ToolUnderTest.Path, "apply", "--yes", "--region", "two"],
                _world.Home, _world.Repository, _world.Environment);
            var files = Files();
            if (File.Exists(Pending) && !Same(files, One) && !Same(files, Two))
            {
                Reached = files;
                ReadState();
                return;
            }
        }
        Assert.Fail("no apply was stopped in its middle");
    }

    /// <summary>The files as they were after `apply` and `trust`, or after the kill; the whole state with them.</summary>
    public void Reset()
    {
        foreach (var folder in Folders)
            Directory.Delete(folder, recursive: true);
        Put(_state);
        Put(Reached);
    }

    public Task<Answer> Run(params string[] arguments) => _world.Run(arguments);

    /// <summary>Path → bytes of the clients' files that there are.</summary>
    public Dictionary<string, byte[]> Files() => _world.UserFiles.Where(File.Exists).ToDictionary(f => f, File.ReadAllBytes);

    public static bool Same(IReadOnlyDictionary<string, byte[]> one, IReadOnlyDictionary<string, byte[]> two) =>
        one.Count == two.Count && one.All(f => two.TryGetValue(f.Key, out var bytes) && f.Value.AsSpan().SequenceEqual(bytes));

    public void Dispose() => _world.Dispose();

    private string Pending => Path.Combine(StateFolder, "pending.json");

    private string StateFolder => Path.Combine(_world.Home, ".local", "state", "devmirrors");

    private string[] Folders => [StateFolder, Path.GetDirectoryName(VerdictWorld.CacheOf(_world))!];

    private async Task Fill()
    {
        await using var farm = await MirrorFarm.Start(new Behaviour { Refused = true }, Behaviour.Healthy);
        _world.Policy(Policy + VerdictWorld.Mirrors(farm));
        _world.Write(_world.GoEnv, "# mine\nGOPROXY=https://own.example\nGOFLAGS=-mod=mod\n");
        _world.Write(_world.Npmrc, "; mine\r\nfund = false\r\n");
        _world.Write(_world.DaemonJson, "{\n\t\"debug\": true\n}\n");
        Before = Files();
        await _world.Expect(0, "apply", "--yes", "--region", "two");
        TwoInOrder = Files();
        await _world.Expect(0, "probe", "--region", "two", "--only", "go");
        await _world.Expect(0, "apply", "--yes", "--region", "two");
        Two = Files();
        Assert.False(Same(Two, TwoInOrder), "the verdicts make no difference");
        await _world.Expect(0, "region", "set", "one");
        await _world.Expect(0, "apply", "--yes");
        One = Reached = Files();
        await _world.Expect(0, "trust", "--yes");
        ReadState();
    }

    private void ReadState()
    {
        _state.Clear();
        foreach (var file in Folders.SelectMany(f => Directory.EnumerateFiles(f, "*", SearchOption.AllDirectories)).Where(f => Path.GetFileName(f) != "lock"))
            _state[file] = File.ReadAllBytes(file);
    }

    private static void Put(IEnumerable<KeyValuePair<string, byte[]>> files)
    {
        foreach (var (path, bytes) in files)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllBytes(path, bytes);
        }
    }
}
