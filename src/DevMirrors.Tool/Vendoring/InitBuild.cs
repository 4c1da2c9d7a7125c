using DevMirrors.Config;

namespace DevMirrors.Tool;

/// <summary>`init --msbuild`: from then on every `dotnet build` of the repository applies its policy.</summary>
internal static class InitBuild
{
    /// <param name="answers">What a starter policy is made of; asked for only where there is no policy.</param>
    public static IAnswer Run(Func<PolicyAnswers?> answers, bool update, Request request)
    {
        if (Carried.Read(request.Found) is not { } carried)
            return Nothing();
        var path = PolicyFile.Locate(request.Options.PolicyPath, request.Machine, new DiagnosticBag()) ?? Path.Combine(request.Machine.CurrentFolder, PolicyFile.Name);
        var policy = Path.Exists(path) ? Keep(path, request) : Start(path, answers, request);
        if (request.Found.HasErrors)
            return Nothing();
        var repository = Path.GetDirectoryName(path)!;
        var edits = VendorPlanner.Plan(new VendorRequest(repository, carried, update, policy), request.Found);
        if (edits is null || !RepositoryWriter.Write(edits, repository, request.Machine, request.Found))
            return Nothing();
        GitIgnored.Look(repository, edits.Select(e => e.Path).Union(carried.Files.Select(f => Path.Combine(VendoredFolder.PathIn(repository), f.Name))).Where(File.Exists), request.Machine, request.Found);
        return new RepositoryAnswer(path, edits, Outcome.Done, $"nothing to change: {request.Terminal.Short(VendoredFolder.PathIn(repository))} is there, and every build imports it");
    }

    private static RepositoryAnswer Nothing() => new(null, [], Outcome.Done, "");

    // A build would say the same of a policy that is wrong; here nothing is half done yet.
    private static RepositoryEdit? Keep(string path, Request request)
    {
        PolicyFile.Load(path, request.Machine, request.Found);
        request.PolicyPath = path;
        return null;
    }

    private static RepositoryEdit? Start(string path, Func<PolicyAnswers?> answers, Request request) =>
        answers() is { } given && StarterPolicy.Render(path, given, request) is { } bytes && FileSnapshot.Read(path, request.Found) is { } before
            ? new RepositoryEdit(before, bytes)
            : null;
}
