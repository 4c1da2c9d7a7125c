using System.CommandLine;
using System.Text;
using DevMirrors.Config;

namespace DevMirrors.Tool;

internal static class ProbeCommand
{
    private static readonly ProbeFlags Flags = new();

    public static Command Define(CommandTree tree) => tree.Command(
        "probe",
        "Ask the region's mirrors as their clients do, and tell which ones are healthy, fresh, complete and honest",
        [.. tree.Options.Selection, .. Flags.Each],
        [
            "devmirrors probe                             this region's mirrors, side by side",
            "devmirrors probe --all --only npm,go         every region's, for npm and go",
            "devmirrors probe --mirror aliyun --samples 9 one mirror, more closely",
            "devmirrors probe --report mirrors.html       the same as a page to send around",
            "devmirrors apply --probe                     measure, then apply what `select: healthy` chooses",
        ],
        Run);

    private static ProbeAnswer Run(ParseResult parsed, Request request)
    {
        Flags.Check(parsed, request.Found);
        if (request.Found.HasErrors || ProbeSteps.Select(request) is not { } selection)
            return new ProbeAnswer(null, null, Outcome.Done);
        var isAll = parsed.GetResult(Flags.All) is { Implicit: false };
        var chosen = new ProbeChoice(request, selection);
        var targets = chosen.Targets(isAll, ProbeFlags.Texts(parsed, Flags.Mirror));
        if (targets.Asked.Count == 0 && !request.Found.HasErrors)
            request.Found.Add(Diagnose.NothingToProbe(selection.Region.Region.Place, selection.Region.Region.Name));
        if (request.Found.HasErrors || targets.Asked.Count == 0)
            return new ProbeAnswer(null, null, Outcome.Done);
        var (report, _) = ProbeSteps.Run(request, selection, targets, Flags.Read(parsed, selection.Policy), asksResting: ProbeFlags.Texts(parsed, Flags.Mirror).Count > 0);
        if (ProbeFlags.Text(parsed, Flags.Report) is { } file)
            WriteReport(Path.GetFullPath(file, request.Machine.CurrentFolder), report, selection, isAll, request);
        return new ProbeAnswer(report, isAll ? null : selection.Region, chosen.Warn(report));
    }

    private static void WriteReport(string path, ProbeReport report, Selection selection, bool isAll, Request request)
    {
        try
        {
            var page = ReportPage.Html(report, isAll ? null : selection.Region, request.Terminal.Short(selection.Policy.Path), Program.Version, ProbeOptions.Of(selection.Policy).MaxLag);
            AskedFile.Write(path, Encoding.UTF8.GetBytes(page));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            request.Found.Add(Diagnose.ReportNotWritten(path, e.Message));
        }
    }
}
