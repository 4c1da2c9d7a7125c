using System.CommandLine;
using DevMirrors.Config;

namespace DevMirrors.Tool;

internal static class RegionCommand
{
    public static Command Define(CommandTree tree)
    {
        var command = tree.Command(
            "region",
            "Tell which region applies here, and why",
            [tree.Options.Policy, tree.Options.Region],
            [
                "devmirrors region            cn, because time zone Asia/Shanghai matches …",
                "devmirrors region set cn     stay in cn, whatever the rules say",
                "devmirrors region set auto   let the rules decide again",
            ],
            (_, request) => new RegionAnswer(Resolve(request), UserState.ReadRegion(request.Machine)));
        command.Add(DefineSet(tree));
        return command;
    }

    private static Command DefineSet(CommandTree tree)
    {
        var name = new Argument<string>("NAME") { Description = "A region's name, or auto to forget the choice" };
        var command = tree.Command(
            "set",
            "Store your choice of region for every repository, or forget it",
            [tree.Options.Policy],
            ["devmirrors region set cn", "devmirrors region set auto"],
            (parsed, request) => Set(parsed.GetValue(name)!, request));
        command.Add(name);
        return command;
    }

    private static ResolvedRegion? Resolve(Request request) =>
        PolicyFile.Load(request.Options.PolicyPath, request.Machine, request.Found) is { } policy
            ? RegionResolver.Resolve(policy, request.Machine, request.Options.Region, UserState.ReadRegion(request.Machine), request.Found)
            : null;

    private static RegionAnswer Set(string name, Request request)
    {
        // Only a policy that is here can say which names there are: the choice also serves repositories that are not.
        var policy = PolicyFile.Load(request.Options.PolicyPath, request.Machine, new DiagnosticBag());
        var known = policy?.Regions.Select(r => r.Name).ToList();
        if (name != "auto" && known?.Contains(name) == false)
            request.Found.Add(Diagnose.UnknownValue("region set", name, [.. known, "auto"], NearestName.Of(name, known)));
        else
            UserState.WriteRegion(request.Machine, name == "auto" ? null : name, request.Found);
        return new RegionAnswer(null, request.Found.HasErrors || name == "auto" ? null : name);
    }

    /// <param name="Stored">The user's stored choice, or null.</param>
    private sealed record RegionAnswer(ResolvedRegion? Region, string? Stored) : IAnswer
    {
        public Outcome Outcome => Outcome.Done;

        public void WriteHuman(Request request)
        {
            if (Region is { } region)
                request.Terminal.Line(request.Terminal.Out, $"{region.Region.Name}, because {region.Because}");
            else if (!request.Found.HasErrors)
                request.Terminal.Line(request.Terminal.Out, Stored is null ? "region: found by the policy's rules" : $"region: {Stored}, until `devmirrors region set auto`");
        }

        public string ToJson(Request request) =>
            Json.Of(new RegionAnswerShape(1, Json.Of(Region), Stored, Json.Of(request.Found)), JsonShapes.Default.RegionAnswerShape);
    }
}
