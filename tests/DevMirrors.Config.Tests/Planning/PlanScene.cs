using System.Text;
using DevMirrors.Testing;

namespace DevMirrors.Config.Tests;

/// <summary>A policy, the user's files, and what the journal says of them; a plan is made, and nothing is written.</summary>
internal sealed class PlanScene : IDisposable
{
    public const string Mirror = "https://goproxy.cn,direct";
    public const string OtherMirror = "https://mirrors.aliyun.com/goproxy/,direct";
    public const string ByHand = "https://athens.corp.example,direct";
    public const string SomebodyElse = "/elsewhere/mirrors.yaml";

    private const string Chosen = "version: 1\nregions:\n  here: { default: true, go: [goproxy-cn, direct], npm: npmmirror }\n";

    private readonly ScratchMachine _scratch = new();
    private readonly List<JournalFile> _journal = [];

    public PlanScene(string policy = Chosen) => _scratch.Write("repo/mirrors.yaml", policy);

    /// <summary>A policy that chooses nothing for go.</summary>
    public static PlanScene WithoutGo() => new("version: 1\nregions:\n  here: { default: true, npm: npmmirror }\n");

    public DiagnosticBag Found { get; } = new();

    public string Policy => Path.Combine(_scratch.Repository, PolicyFile.Name);

    public string GoEnv => Path.Combine(_scratch.Home, ".config", "go", "env");

    public string Npmrc => Path.Combine(_scratch.Home, ".npmrc");

    public string ProjectNpmrc => Path.Combine(_scratch.Repository, ".npmrc");

    public void Write(string path, string text) => _scratch.Write(path, text);

    public void GoProxy(string value) => Write(GoEnv, $"GOPROXY={value}\n");

    /// <summary>What the journal knows of the go env file: this value, written for this policy over this baseline.</summary>
    public void Wrote(string owner, string written, string? baseline = null, string? path = null) =>
        Wrote(path ?? GoEnv, GoEcosystem.Id, GoEnvFormat.Instance, Scope.User, null, new JournalKey(GoKeys.Proxy, owner, Value(baseline), Value(written)));

    public void Wrote(string path, string ecosystem, IFileFormat format, Scope scope, string? repository, params JournalKey[] keys) =>
        _journal.Add(new JournalFile(path, ecosystem, format.Name, scope, repository, false, null, null, Sha256.Hex(Encoding.UTF8.GetBytes("x")), keys));

    public IReadOnlyList<FileEdit> Plan(bool takesOver = true, Scope scope = Scope.User, IReadOnlyList<string>? only = null)
    {
        var options = new RunOptions(Scope: scope, TakesOver: takesOver, Only: only);
        var selection = MirrorRun.Select(options, _scratch.Machine, Found)!;
        return MirrorPlanner.Plan(selection, options, _scratch.Machine, new Journal(_journal), Found).Edits;
    }

    /// <summary>The edit of the go env file.</summary>
    public FileEdit Go(bool takesOver = true) => Assert.Single(Plan(takesOver, only: [GoEcosystem.Id]));

    public static string TextOf(FileEdit edit) => Encoding.UTF8.GetString(edit.After!.Value.Span);

    public static SettingValue? Value(string? text) => text is null ? null : new SettingValue(text);

    public void Dispose() => _scratch.Dispose();
}
