using NuGet.Configuration;

namespace DevMirrors.Config;

/// <summary>Which mirrors of a policy are probed.</summary>
/// <param name="Asked">In the policy's order, each once.</param>
/// <param name="References">Upstreams that the policy lists for another region only: asked to compare with.</param>
public sealed record ProbeTargets(IReadOnlyList<ProbeTarget> Asked, IReadOnlyList<ProbeTarget> References)
{
    private const string DockerHub = "https://registry-1.docker.io";

    /// <param name="isTrusted">Only then is a token sent that the policy names the variable of: a policy could name any.</param>
    /// <param name="withPrivate">Also the servers that only private names go to.</param>
    public static ProbeTargets Of(IEnumerable<Selection> selections, Machine machine, bool isTrusted, bool withPrivate = false)
    {
        var all = selections.ToList();
        var maker = new Maker(machine, isTrusted);
        List<ProbeTarget> asked = [.. all.SelectMany(s => s.Ecosystems).SelectMany(e => Mirrors(e, withPrivate)).Select(maker.Make).OfType<ProbeTarget>().DistinctBy(t => (t.Ecosystem, t.Id))];
        var ecosystems = asked.Select(t => t.Ecosystem).ToHashSet();
        var listed = all.Select(s => s.Policy).Distinct().SelectMany(p => p.Regions).SelectMany(r => r.Choices)
            .Where(c => ecosystems.Contains(c.Ecosystem) && c.Mirrors.Any(m => m.Text is MirrorNames.Upstream or "golang")).Select(c => c.Ecosystem).Distinct();
        var references = listed.Where(e => !asked.Exists(t => t.Ecosystem == e && t.IsUpstream)).Select(e => maker.Make(Upstream(e))).OfType<ProbeTarget>();
        return new ProbeTargets(asked, [.. references]);
    }

    private static IEnumerable<Mirror> Mirrors(EcosystemSelection selection, bool withPrivate) =>
        selection.Mirrors.Concat(selection.Images.Select(i => i.Mirror)).Concat(withPrivate ? selection.Private.Select(p => p.Mirror) : []);

    private static Mirror Upstream(string ecosystem) =>
        new(ecosystem, MirrorNames.Upstream, MirrorKind.Upstream, ecosystem == "go" ? MirrorNames.GoUpstream : "", new Place(""));

    private sealed class Maker(Machine machine, bool isTrusted)
    {
        private readonly Lazy<string?> _npm = new(() => NpmDefault.Ask(machine));

        public ProbeTarget? Make(Mirror mirror)
        {
            var isUpstream = mirror.Kind == MirrorKind.Upstream;
            var address = mirror.Kind switch { MirrorKind.Mirror => mirror.Url, MirrorKind.Upstream => Default(mirror), _ => null };
            return Uri.TryCreate(address, UriKind.Absolute, out var url)
                ? new ProbeTarget(mirror.Ecosystem, mirror.Id, url, mirror.IsPrivate, mirror.IsInsecure, isUpstream, Token(mirror))
                : null;
        }

        private string? Default(Mirror mirror) => mirror.Ecosystem switch
        {
            "npm" => _npm.Value,
            "nuget" => NuGetConstants.V3FeedUrl,
            "docker" => DockerHub,
            _ => mirror.Url,
        };

        private string? Token(Mirror mirror) => isTrusted && mirror.TokenVariable is { } name ? machine.Variable(name) : null;
    }
}
