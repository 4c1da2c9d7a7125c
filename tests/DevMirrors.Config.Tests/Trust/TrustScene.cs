using System.Text;
using DevMirrors.Testing;

namespace DevMirrors.Config.Tests;

/// <summary>A scratch machine, a policy on it, and the question whether it is trusted.</summary>
internal sealed class TrustScene : IDisposable
{
    public const string Text =
        """
        version: 1
        regions:
          cn:
            when: { timezone: Asia/Shanghai }
            go: [goproxy-cn, direct]
            npm: npmmirror
          global:
            default: true
            go: [upstream, direct]
        private:
          go: { git.corp.example: direct }
          npm: { "@corp": corp-npm }
          nuget: { "Corp.*": { cn: corp-nuget-sh, default: corp-nuget } }
        mirrors:
          corp-npm: { ecosystem: npm, url: https://npm.corp.example/repository/npm/, private: true, auth: { token-env: CORP_TOKEN } }
          corp-nuget: { ecosystem: nuget, url: https://nuget.corp.example/v3/index.json, private: true }
          corp-nuget-sh: { ecosystem: nuget, url: https://nuget.sh.corp.example/v3/index.json, private: true }

        """;

    private readonly ScratchMachine _scratch = new();

    public MirrorCatalogue Catalogue { get; set; } = MirrorCatalogue.BuiltIn();

    public DiagnosticBag Found { get; private set; } = [];

    public IEnumerable<string> Codes => Found.Select(d => d.Code);

    public Machine Machine
    {
        get => _scratch.Machine;
        set => _scratch.Machine = value;
    }

    public string Folder => _scratch.Folder;

    public string PolicyPath => Path.Combine(_scratch.Repository, PolicyFile.Name);

    public string StateFolder => UserState.Folder(Machine, Scope.User)!;

    public string Record => Path.Combine(StateFolder, "trust.json");

    public void Set(string name, string value) => _scratch.Set(name, value);

    public string Write(string path, string text) => _scratch.Write(path, text);

    /// <summary>The example policy, or one with this text, at its usual path or another.</summary>
    public Policy Policy(string text = Text, string? path = null)
    {
        DiagnosticBag found = [];
        var policy = PolicyFile.Parse(path ?? PolicyPath, Encoding.UTF8.GetBytes(text), found);
        Assert.Empty(found);
        return policy!;
    }

    public static string With(string old, string replacement)
    {
        Assert.Contains(old, Text, StringComparison.Ordinal);
        return Text.Replace(old, replacement, StringComparison.Ordinal);
    }

    public bool Grant(Policy policy)
    {
        Found = [];
        return Trust.Grant(policy, Catalogue, Machine, Found);
    }

    public TrustVerdict Judge(Policy policy)
    {
        Found = [];
        return Trust.Of(policy, Catalogue, Machine, Found);
    }

    public void Dispose() => _scratch.Dispose();
}
