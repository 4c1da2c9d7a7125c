namespace DevMirrors.Config;

/// <summary>
/// What one process of a build knows of its policy: chosen once, then brought to each project's restore. An untrusted policy reaches no
/// further than the overlays under obj/; a trusted one also brings the user's settings into step.
/// </summary>
public sealed class BuildRun
{
    private readonly BuildOptions _options;
    private readonly Machine _machine;
    private readonly Journal _journal;

    private BuildRun(BuildOptions options, Machine machine)
    {
        (_options, _machine) = (options, machine);
        var run = new RunOptions(options.PolicyPath, options.Region, options.Only, Skip: options.Skip, TakesOver: false, RegionOption: "DevMirrorsRegion");
        var chosen = new DiagnosticBag();
        Selection = MirrorRun.Select(run, machine, chosen);
        // What is worth knowing about a policy's mirrors is for whoever keeps it: `plan` and `check` tell. Under -warnaserror it would fail everybody's builds.
        Found.AddRange(chosen.Select(d => Selection is not null && options.Mode == BuildMode.Apply && d.Severity == Severity.Warning ? d with { Severity = Severity.Info } : d));
        if (Selection is not null)
            BuildUserScope.Bring(Selection, run, options, machine, Found);
        // Only to recognise what an apply has written: where it cannot be read, that is a foreign value like any other.
        _journal = UserState.ReadJournal(machine, Scope.User, new DiagnosticBag()) ?? Journal.Empty;
    }

    /// <summary>Null where the policy is wrong; <see cref="Found"/> says why.</summary>
    public Selection? Selection { get; }

    public DiagnosticBag Found { get; } = new();

    public static BuildRun Start(BuildOptions options, Machine machine) => new(options, machine with { CurrentFolder = Path.GetDirectoryName(options.PolicyPath)! });

    /// <summary>Puts the project's overlay into step, or says that it is not. Only where <see cref="Selection"/> is known.</summary>
    /// <returns>Whether the project restores as the policy says.</returns>
    public bool Bring(ProjectRestore project, DiagnosticBag found)
    {
        if (OverlayFolder.Obstacle(project, _options.PolicyPath) is { } obstacle)
        {
            found.Add(Diagnose.OverlayNotWritten(project.OverlayFolder, obstacle, _options.Tool));
            return false;
        }
        var hierarchy = NuGetHierarchy.Load(_machine, Path.GetDirectoryName(project.OverlayFolder), found);
        var text = Nuget() is { } request && !found.HasErrors ? NuGetOverlay.Write(request, hierarchy, found) : null;
        if (found.HasErrors)
            return false;
        if (_options.Mode == BuildMode.Check)
            return IsInStep(project, text, found);
        return Write(project, text, hierarchy, found);
    }

    /// <summary>The mirror that restores go through; null where the policy chooses none.</summary>
    public Mirror? Mirror => Nuget() is { Selection.Mirrors: [{ Kind: MirrorKind.Mirror } mirror, ..] } ? mirror : null;

    /// <summary>What a person who reads the build's log needs to know: through which mirror the project restores, and what to do where that fails. Null where it does not.</summary>
    public Diagnostic? Through(ProjectRestore project) => Mirror is { } mirror && IsAsked(mirror, project)
        ? Diagnose.RestoresThrough(mirror, Selection!.Region, Next(mirror), _options.Tool)
        : null;

    private bool IsAsked(Mirror mirror, ProjectRestore project) =>
        File.Exists(project.OverlayPath)
        || NuGetHierarchy.Load(_machine, project.Folder, new DiagnosticBag()).Enabled.Any(s => NuGetAddress.Same(s.Address, mirror.Url));

    private string? Next(Mirror mirror)
    {
        var listed = Selection!.Region.Region.For(NuGetEcosystem.EcosystemName)?.Mirrors.Select(m => m.Text) ?? [];
        return listed.SkipWhile(id => id != mirror.Id).Skip(1).FirstOrDefault();
    }

    private static bool IsInStep(ProjectRestore project, string? text, DiagnosticBag found)
    {
        if (OverlayFolder.Read(project) == OverlayFolder.Marked(text))
            return true;
        found.Add(Diagnose.OverlayDiffers(project.OverlayPath));
        return false;
    }

    private bool Write(ProjectRestore project, string? text, NuGetHierarchy hierarchy, DiagnosticBag found)
    {
        try
        {
            OverlayFolder.Write(project, text);
            // A warning is said again until its cause is gone.
            if (Found.Concat(found).Any(d => d.Severity == Severity.Warning))
                return true;
            // Verdicts age without any file's changing.
            if (Selection!.DependsOnVerdicts)
                return true;
            var watch = BuildWatch.Of(_machine, Selection, hierarchy, project);
            OverlayFolder.WriteStamp(project, BuildStamp.Compose(project.StampPath, _options, _machine, watch));
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            found.Add(Diagnose.OverlayNotWritten(project.OverlayFolder, e.Message, _options.Tool));
            return false;
        }
    }

    private EcosystemRequest? Nuget() =>
        Selection!.Ecosystems.FirstOrDefault(s => s.Ecosystem == NuGetEcosystem.EcosystemName) is { Mirrors.Count: > 0 } chosen
            ? new EcosystemRequest(chosen, Scope.User, _machine, Selection.Catalogue, _journal, _options.PolicyPath)
            : null;
}
