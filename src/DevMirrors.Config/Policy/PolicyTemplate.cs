using System.Text;

namespace DevMirrors.Config;

/// <summary>What `devmirrors init` asks, or is told by options.</summary>
/// <param name="Regions">In order; exactly one has no rule and becomes the default.</param>
/// <param name="Private">Private names; none where empty.</param>
public sealed record PolicyAnswers(IReadOnlyList<RegionAnswer> Regions, IReadOnlyList<PrivateAnswer> Private)
{
    /// <summary>A region for mainland China and one for everybody else.</summary>
    public static PolicyAnswers Common(IReadOnlyDictionary<string, IReadOnlyList<string>> cn) => new(
        [new RegionAnswer("cn", ["Asia/Shanghai", "Asia/Urumqi"], cn), new RegionAnswer("global", [], new Dictionary<string, IReadOnlyList<string>>())], []);
}

/// <param name="TimeZones">IANA names; empty for the default region.</param>
/// <param name="Mirrors">Ecosystem → mirrors in order; <c>upstream</c> for those left out.</param>
public sealed record RegionAnswer(string Name, IReadOnlyList<string> TimeZones, IReadOnlyDictionary<string, IReadOnlyList<string>> Mirrors);

/// <summary>Private names and the server that has them.</summary>
/// <param name="Ecosystem"><c>go</c>, <c>npm</c> or <c>nuget</c>.</param>
/// <param name="Pattern">A module path, a scope, or the beginning of package ids.</param>
/// <param name="Url">The server's address; null for go's <c>direct</c>.</param>
public sealed record PrivateAnswer(string Ecosystem, string Pattern, string? Url);

/// <summary>Writes a starter policy with comments. Answers are the user's: what they make invalid, the loader says.</summary>
public static class PolicyTemplate
{
    public static string Render(PolicyAnswers answers)
    {
        var text = new StringBuilder("""
            # yaml-language-server: $schema=./mirrors.schema.json
            # Which package mirrors this repository uses, by region. `devmirrors plan` shows what it means on this machine;
            # `devmirrors schema > mirrors.schema.json` gives editors completion. Reference: docs/policy.md of DevMirrors.
            version: 1

            regions:   # the first that matches, in this order

            """.ReplaceLineEndings("\n"));
        foreach (var region in answers.Regions)
            RenderRegion(text, region);
        if (answers.Private.Count > 0)
            RenderPrivate(text, answers.Private);
        return text.ToString();
    }

    private static void RenderRegion(StringBuilder text, RegionAnswer region)
    {
        text.Append($"  {region.Name}:\n");
        text.Append(region.TimeZones.Count == 0
            ? "    default: true   # everybody whom no `when` matches\n"
            : $"    when:\n      timezone: {List(region.TimeZones)}\n");
        foreach (var ecosystem in PolicyKeys.Ecosystems)
            text.Append($"    {ecosystem}: {Choice(ecosystem, region)}\n");
    }

    // Behind the mirrors go may still fetch from version control, as its own default does.
    private static string Choice(string ecosystem, RegionAnswer region)
    {
        var mirrors = region.Mirrors.TryGetValue(ecosystem, out var chosen) && chosen.Count > 0 ? chosen : ["upstream"];
        if (ecosystem == "go" && mirrors[^1] is not ("direct" or "off"))
            mirrors = [.. mirrors, "direct"];
        return mirrors.Count == 1 ? Quoted(mirrors[0]) : List(mirrors);
    }

    private static void RenderPrivate(StringBuilder text, IReadOnlyList<PrivateAnswer> answers)
    {
        var servers = answers.Where(a => a.Url is not null).DistinctBy(a => (a.Ecosystem, a.Url)).ToList();
        text.Append("\nprivate:   # names that never reach a public mirror\n");
        foreach (var group in answers.GroupBy(a => a.Ecosystem))
        {
            text.Append($"  {group.Key}:\n");
            foreach (var answer in group)
                text.Append($"    {Quoted(answer.Pattern)}: {Server(servers, answer)}\n");
        }
        if (servers.Count > 0)
            text.Append("\nmirrors:   # those that the built-in catalogue lacks\n");
        foreach (var server in servers)
            text.Append($"  {Server(servers, server)}: {{ ecosystem: {server.Ecosystem}, url: {Quoted(server.Url!)}, private: true }}\n");
    }

    private static string Server(List<PrivateAnswer> servers, PrivateAnswer answer)
    {
        if (answer.Url is null)
            return "direct";
        var same = servers.Where(s => s.Ecosystem == answer.Ecosystem).ToList();
        var number = same.FindIndex(s => s.Url == answer.Url) + 1;
        return number == 1 ? $"private-{answer.Ecosystem}" : $"private-{answer.Ecosystem}-{number}";
    }

    private static string List(IEnumerable<string> items) => $"[{string.Join(", ", items.Select(Quoted))}]";

    // Double quotes hold every text, a line break included, so that no answer can add a key.
    private static string Quoted(string text)
    {
        if (text.Length > 0 && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '/' or '.') && new YamlScalar(text, true, new Place("")).IsText)
            return text;
        var escaped = text.Select(c => c is '"' or '\\' ? $"\\{c}" : char.IsControl(c) ? $"\\x{(int)c:X2}" : $"{c}");
        return $"\"{string.Concat(escaped)}\"";
    }
}
