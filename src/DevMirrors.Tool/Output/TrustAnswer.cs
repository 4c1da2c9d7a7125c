using DevMirrors.Config;

namespace DevMirrors.Tool;

/// <summary>What a policy reaches, and whether it is trusted.</summary>
/// <param name="Result">What became of the wish to trust it; null where there was none: <c>--show</c>.</param>
internal sealed record TrustAnswer(Policy? Policy, TrustVerdict? Verdict, EditResult? Result) : IAnswer
{
    public Outcome Outcome => Result switch
    {
        EditResult.Skipped => Outcome.NeedsConsent,
        EditResult.Failed => Outcome.Unfinished,
        _ => Outcome.Done,
    };

    public void WriteHuman(Request request)
    {
        if (Policy is null || Verdict is null)
            return;
        var terminal = request.Terminal;
        if (Result is null)
            TrustView.Write(Policy, Verdict, terminal, terminal.Out);
        else if (Result is EditResult.Written or EditResult.Unchanged && request.Verbosity != Verbosity.Quiet)
            terminal.Line(terminal.Out, $"{terminal.Full(Policy.Path)} is trusted{(Result == EditResult.Unchanged ? " already" : "; `devmirrors trust --revoke` takes that back")}");
    }

    public string ToJson(Request request) => Json.Of(
        new TrustShape(
            1, Policy?.Path, Policy?.Hash, Verdict?.IsTrusted ?? false, Verdict?.Because, Result is { } result ? Json.Word(result) : null,
            Verdict is null ? null : TrustJson.Of(Verdict.Reach), Verdict?.Added ?? [], Verdict?.Removed ?? [], Json.Of(request.Found)),
        JsonShapes.Default.TrustShape);
}

/// <summary>Every policy that this user has agreed to.</summary>
internal sealed record TrustListAnswer(IReadOnlyList<TrustedPolicy> Policies) : IAnswer
{
    public Outcome Outcome => Outcome.Done;

    public void WriteHuman(Request request)
    {
        var terminal = request.Terminal;
        foreach (var policy in Policies)
        {
            terminal.Line(terminal.Out, terminal.Full(policy.Path), "bold");
            terminal.Line(terminal.Out, $"sha256 {policy.Hash}");
            foreach (var line in policy.Reach.Lines)
                terminal.Line(terminal.Out, $"  {line}");
        }
        if (Policies.Count == 0 && !request.Found.HasErrors)
            terminal.Line(terminal.Out, "you have agreed to no policy");
    }

    public string ToJson(Request request) => Json.Of(
        new TrustListShape(1, [.. Policies.Select(p => new TrustedShape(p.Path, p.Hash, TrustJson.Of(p.Reach)))], Json.Of(request.Found)),
        JsonShapes.Default.TrustListShape);
}

/// <summary>The policies that are trusted no longer.</summary>
internal sealed record TrustRevokedAnswer(IReadOnlyList<string> Revoked) : IAnswer
{
    public Outcome Outcome => Outcome.Done;

    public void WriteHuman(Request request)
    {
        foreach (var path in Revoked)
            request.Terminal.Line(request.Terminal.Out, $"{request.Terminal.Full(path)} is trusted no longer; `devmirrors undo` gives your settings back");
    }

    public string ToJson(Request request) => Json.Of(new TrustRevokedShape(1, Revoked, Json.Of(request.Found)), JsonShapes.Default.TrustRevokedShape);
}

internal static class TrustJson
{
    public static ReachShape Of(PolicyReach reach) => new(
        reach.Origins,
        [.. reach.Bindings.Select(b => new BindingShape(b.Ecosystem, b.Pattern, b.Region, b.Target))],
        [.. reach.Tokens.Select(t => new TokenShape(t.Variable, t.Origin))]);
}

internal sealed record TrustShape(
    int Version, string? Policy, string? Hash, bool Trusted, string? Because, string? Result, ReachShape? Reach,
    IReadOnlyList<string> Added, IReadOnlyList<string> Removed, IReadOnlyList<DiagnosticShape> Diagnostics);

internal sealed record ReachShape(IReadOnlyList<string> Origins, IReadOnlyList<BindingShape> Bindings, IReadOnlyList<TokenShape> Tokens);

internal sealed record BindingShape(string Ecosystem, string Pattern, string Region, string Target);

internal sealed record TokenShape(string Variable, string Origin);

internal sealed record TrustListShape(int Version, IReadOnlyList<TrustedShape> Policies, IReadOnlyList<DiagnosticShape> Diagnostics);

internal sealed record TrustedShape(string Policy, string Hash, ReachShape Reach);

internal sealed record TrustRevokedShape(int Version, IReadOnlyList<string> Revoked, IReadOnlyList<DiagnosticShape> Diagnostics);
