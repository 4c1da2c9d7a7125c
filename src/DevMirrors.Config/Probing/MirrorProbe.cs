namespace DevMirrors.Config;

/// <summary>Probes one mirror, within its time.</summary>
internal static class MirrorProbe
{
    public static async Task<Observation> Run(ProbeTarget target, Sentinel? sentinel, ProbeRun run, Action<ProbeProgress>? progress, CancellationToken stop)
    {
        var clock = System.Diagnostics.Stopwatch.StartNew();
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(stop);
        deadline.CancelAfter(run.Options.Timeout);
        using var http = new ProbeHttp(target, run.Network);
        var session = new ProbeSession(target, http, (done, total, bytes) => progress?.Invoke(new ProbeProgress(0, target.Ecosystem, target.Id, done, total, bytes)), deadline.Token);
        if (!target.IsOnTrial || await Answers(session, sentinel).ConfigureAwait(false))
            await Task.WhenAll(Guard(session, Ask(session, sentinel)), Guard(session, Sample(session, run.Options.Samples))).ConfigureAwait(false);
        stop.ThrowIfCancellationRequested();
        var seen = session.Seen;
        seen.Took = clock.Elapsed;
        Conclude(seen, session.IsOver, run.Options.Timeout);
        seen.IsVerified = sentinel is null || seen.Artifacts.Count > 0;
        progress?.Invoke(new ProbeProgress(0, target.Ecosystem, target.Id, seen.Requests, seen.Requests, seen.BytesRead, ProbeJudge.SoFar(seen), seen.Latency));
        return seen;
    }

    /// <summary>What the sentinel's package is called where bytes are compared.</summary>
    public static string ArtifactOf(Sentinel sentinel) => sentinel.Ecosystem switch
    {
        "nuget" => $"{sentinel.Name} {sentinel.Version}",
        "docker" => $"{sentinel.ImageName()}@{sentinel.Sum}",
        _ => $"{sentinel.Name}@{sentinel.Version}",
    };

    private static Task Ask(ProbeSession session, Sentinel? sentinel) => (session.Target.Ecosystem, sentinel) switch
    {
        ("go", { }) => GoProbe.Run(session, sentinel),
        ("npm", { }) => NpmProbe.Run(session, sentinel),
        ("nuget", { }) => NuGetProbe.Run(session, sentinel),
        _ => DockerProbe.Run(session, sentinel),
    };

    // Whatever a mirror answers must not end the probe of the others.
    private static async Task Guard(ProbeSession session, Task asking)
    {
        try
        {
            await asking.ConfigureAwait(false);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            session.Seen.Add(Verdict.Captive, $"its answer cannot be understood ({e.GetType().Name}; please report this)");
        }
    }

    // Something that its clients need, so that a mirror without the optional endpoints comes back as well.
    private static async Task<bool> Answers(ProbeSession session, Sentinel? sentinel)
    {
        using var reply = await session.Send((session.Target.Ecosystem, sentinel) switch
        {
            ("npm", { }) => new ProbeRequest(session.Below(sentinel.Name.Replace("/", "%2f", StringComparison.Ordinal))),
            ("go", { }) => new ProbeRequest(session.Below($"{GoProbe.Escape(sentinel.Name)}/@v/list")),
            _ => Lightest(session),
        }).ConfigureAwait(false);
        if (AnswerRules.Judge("the first request after a rest", reply) is not { } wrong || !wrong.Verdict.IsFailure() || reply.Status == 401)
            return true;
        session.Seen.Add(wrong);
        return false;
    }

    private static ProbeRequest Lightest(ProbeSession session) => new(session.Target.Ecosystem switch
    {
        "npm" => session.Below("-/ping"),
        "go" => session.Below("sumdb/sum.golang.org/supported"),
        "nuget" => session.Target.Url,
        _ => session.Below("v2/"),
    });

    // Each protocol asks at least three times anyway; more samples ask its lightest question again.
    private static async Task Sample(ProbeSession session, int samples)
    {
        for (var i = 3; i < samples && !session.IsOver; i++)
        {
            using var reply = await session.Send(Lightest(session)).ConfigureAwait(false);
            if (reply.Failure is not null)
                return;
        }
    }

    // A request that was under way when the time was up says that there was no answer; where others were answered, the mirror is slow, not gone.
    private static void Conclude(Observation seen, bool isOver, TimeSpan timeout)
    {
        if (!isOver)
            return;
        var because = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"it did not finish within {timeout.TotalSeconds:0.###} s");
        if (seen.Latency is not null)
            seen.SoftenTimeouts(because);
    }
}
