using DevMirrors.Testing;

namespace DevMirrors.Config.Tests;

/// <summary>A scratch machine with a repository, and one check to look at it.</summary>
internal sealed class CheckScene : IDisposable
{
    public ScratchMachine Scratch { get; } = new();

    public MirrorCatalogue Catalogue { get; set; } = MirrorCatalogue.BuiltIn();

    public IReadOnlyList<ClientVersion> Versions { get; set; } = [];

    public string GoEnv => Path.Combine(Scratch.Home, ".config", "go", "env");

    public string Npmrc => Path.Combine(Scratch.Home, ".npmrc");

    public Machine Machine => Scratch.Machine;

    /// <summary>The policy as the tool would load it; null without a mirrors.yaml.</summary>
    public Selection? Selection =>
        File.Exists(Path.Combine(Scratch.Repository, PolicyFile.Name)) ? MirrorRun.Select(new RunOptions(), Machine, new DiagnosticBag()) : null;

    public string Repo(string path, string text) => Scratch.Write(Path.Combine("repo", path), text);

    public string Home(string path, string text) => Scratch.Write(Path.Combine("home", path), text);

    public string Root(string path, string text) => Scratch.Write(Path.Combine("root", path), text);

    public CheckRequest Request()
    {
        var selection = Selection;
        var request = new CheckRequest(Machine, Catalogue, Scratch.Repository, selection is not null, selection, Versions);
        return request with { Facts = [.. EcosystemList.All.Select(e => EcosystemFacts.Read(e, request))] };
    }

    public IReadOnlyList<CheckFinding> All(ICheck check) => Checkup.Run(check, Request());

    public CheckFinding Only(ICheck check) => Assert.Single(All(check));

    public void IsWell(ICheck check) => Assert.Equal(CheckStatus.Ok, Only(check).Status);

    /// <summary>One finding of this status at this place.</summary>
    public CheckFinding Finds(ICheck check, CheckStatus status, string file, int line)
    {
        var found = Only(check);
        Assert.Equal((status, file, line), (found.Status, found.Place?.File, found.Place?.Line));
        Assert.Equal((check.Id, check.Ecosystem), (found.Check, found.Ecosystem));
        Assert.NotEmpty(found.Hint ?? "");
        return found;
    }

    public void Dispose() => Scratch.Dispose();
}
