using System.Text;

namespace DevMirrors.Config;

/// <summary>Asks a module proxy as the go command does: https://go.dev/ref/mod#goproxy-protocol.</summary>
internal static class GoProbe
{
    public static async Task Run(ProbeSession session, Sentinel sentinel)
    {
        var at = $"{Escape(sentinel.Name)}/@v/";
        var known = sentinel.Version is { } version ? Fetch(session, sentinel, at, version) : Task.CompletedTask;
        var list = List(session, at);
        await Task.WhenAll(known, list, SumDb(session)).ConfigureAwait(false);
        var newest = GoVersions.Newest(await list.ConfigureAwait(false));
        session.Seen.Newest = newest;
        if (newest is not null && sentinel.Version is null)
            await Fetch(session, sentinel, at, newest).ConfigureAwait(false);
        else if (newest is not null && newest != sentinel.Version)
            await Info(session, at, newest).ConfigureAwait(false);
    }

    private static async Task<IReadOnlyList<string>> List(ProbeSession session, string at)
    {
        using var reply = await session.Need("the list of versions", Ask(session, at + "list")).ConfigureAwait(false);
        if (reply is null)
            return [];
        var lines = Encoding.UTF8.GetString(reply.Body.Text.Span).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        // `v1.2.3 2024-…` is how some proxies write it.
        var versions = lines.Select(l => l.Split(' ')[0]).ToList();
        if (versions.TrueForAll(GoVersions.IsOne))
        {
            foreach (var version in versions)
                session.Seen.AddVersion(version, null);
            return versions;
        }
        session.Seen.Add(Verdict.Captive, $"the list of versions is {AnswerRules.Kind(reply)}");
        return [];
    }

    private static async Task Fetch(ProbeSession session, Sentinel sentinel, string at, string version) => await Task.WhenAll(
        Info(session, at, version), Mod(session, sentinel, at, version), Zip(session, sentinel, at, version)).ConfigureAwait(false);

    private static async Task Info(ProbeSession session, string at, string version)
    {
        if (await session.NeedJson($"{version}.info", Ask(session, $"{at}{GoVersions.Escape(version)}.info")).ConfigureAwait(false) is not { } info)
            return;
        if (info["Version"]?.Text == version)
            session.Seen.AddVersion(version, info["Time"]?.Time);
        else
            session.Seen.Add(Verdict.Captive, $"{version}.info does not name {version}");
    }

    private static async Task Mod(ProbeSession session, Sentinel sentinel, string at, string version)
    {
        using var reply = await session.Need($"{version}.mod", Ask(session, $"{at}{GoVersions.Escape(version)}.mod")).ConfigureAwait(false);
        if (reply is not null && !Encoding.UTF8.GetString(reply.Body.Text.Span).Contains("module", StringComparison.Ordinal))
            session.Seen.Add(Verdict.Captive, $"{sentinel.Name} {version}.mod is {AnswerRules.Kind(reply)}");
    }

    private static async Task Zip(ProbeSession session, Sentinel sentinel, string at, string version)
    {
        using var reply = await session.Need($"{version}.zip", Ask(session, $"{at}{GoVersions.Escape(version)}.zip") with { MaxBytes = ProbeLimits.PackageBytes }).ConfigureAwait(false);
        if (reply is null)
            return;
        if (GoModuleHash.Of(reply.Body) is { } sum)
            session.Seen.Add(new Artifact($"{sentinel.Name}@{version}", sum));
        else
            session.Seen.Add(AnswerRules.Unreadable($"{sentinel.Name}@{version}.zip", reply));
    }

    // A proxy that does not answer for the checksum database makes go ask the database itself, which a region may not reach.
    private static async Task SumDb(ProbeSession session)
    {
        using var reply = await session.Send(Ask(session, "sumdb/sum.golang.org/supported")).ConfigureAwait(false);
        if (AnswerRules.Judge("the checksum database", reply) is not { } wrong)
            return;
        session.Seen.Add(wrong switch
        {
            { Verdict: Verdict.Incomplete } => wrong with { Because = "it does not serve the checksum database" },
            { Verdict: Verdict.Refused } => wrong with { Verdict = Verdict.Incomplete },
            _ => wrong,
        });
    }

    private static ProbeRequest Ask(ProbeSession session, string path) => new(session.Below(path));

    /// <summary>Upper case as <c>!x</c>: https://go.dev/ref/mod#goproxy-protocol.</summary>
    internal static string Escape(string path) => string.Concat(path.Select(c => char.IsAsciiLetterUpper(c) ? $"!{char.ToLowerInvariant(c)}" : c.ToString()));
}
