namespace DevMirrors.Config;

/// <summary>What an answer says about its mirror, whatever was asked for.</summary>
internal static class AnswerRules
{
    private static readonly string[] PageStarts = ["<html", "<!doctype html", "<head", "<body", "<!--", "<?xml"];

    /// <summary>Null where it is a whole answer that may be what was asked for.</summary>
    public static Finding? Judge(string what, ProbeReply reply) => reply switch
    {
        { Status: 0 or (>= 300 and < 400), Failure: { } failure } => OfNothing(what, failure),
        { Status: not (>= 200 and < 300) } => OfStatus(what, reply),
        { Failure: { } failure } => OfHalf(what, reply, failure),
        _ when LooksLikePage(reply) => new Finding(Verdict.Captive, $"{what} is a web page"),
        _ => null,
    };

    /// <summary>What a body seems to be, for people.</summary>
    public static string Kind(ProbeReply reply) =>
        reply.Body.Length == 0 ? "empty" : LooksLikePage(reply) ? "a web page" : reply.ContentType.Length > 0 ? $"something else ({Shown.Of(reply.ContentType)})" : "something else";

    /// <summary>What became of a request, for people: the status, what the body is instead, or what went wrong.</summary>
    public static string Said(string what, ProbeReply reply) => reply switch
    {
        { Status: < 400, Failure: { } failure } => failure.Because,
        { IsWhole: true } => $"{what} answers {Kind(reply)}",
        _ => $"{what} answers {reply.Status}",
    };

    private static Finding OfNothing(string what, ProbeFailure failure) => failure.Kind switch
    {
        FailureKind.Timeout => new Finding(Verdict.Unreachable, $"no answer in time when asked for {what}", IsTimeout: true),
        FailureKind.Protocol => new Finding(Verdict.Captive, $"asked for {what}: {failure.Because}"),
        _ => new Finding(Verdict.Unreachable, failure.Because),
    };

    private static Finding OfStatus(string what, ProbeReply reply) => reply.Status switch
    {
        401 or 403 or 407 => new Finding(Verdict.Refused, $"{what}: refused with {reply.Status}{Scheme(reply)}"),
        429 => new Finding(Verdict.Refused, $"{what}: too many requests (429){Later(reply)}"),
        451 => new Finding(Verdict.Refused, $"{what}: closed for legal reasons (451)"),
        404 or 410 => new Finding(Verdict.Incomplete, $"{what} is not there ({reply.Status})"),
        >= 500 => new Finding(Verdict.Unreachable, $"{what}: the server fails with {reply.Status}{Later(reply)}"),
        _ => new Finding(Verdict.Captive, $"{what}: answered {reply.Status}, which is not of the protocol"),
    };

    /// <summary>For a package that cannot be opened: a zip file that was damaged, or no zip file at all.</summary>
    public static Finding Unreadable(string what, ProbeReply reply)
    {
        Span<byte> start = stackalloc byte[2];
        return reply.Body.Open().ReadAtLeast(start, 2, throwOnEndOfStream: false) == 2 && start.SequenceEqual("PK"u8)
            ? new Finding(Verdict.Tampered, $"{what} is a damaged zip file")
            : new Finding(Verdict.Captive, $"{what} is {Kind(reply)}, not a zip file");
    }

    // The head came and was right; then something happened to the body.
    private static Finding OfHalf(string what, ProbeReply reply, ProbeFailure failure) => failure.Kind switch
    {
        _ when LooksLikePage(reply) => new Finding(Verdict.Captive, $"{what} is a web page"),
        FailureKind.Timeout => new Finding(Verdict.Slow, $"{what}: only {reply.BytesRead} bytes came in time", IsTimeout: true),
        // A package with thousands of versions: nothing is wrong with the mirror, but nothing can be told of it either.
        FailureKind.TooLarge when reply.ContentType.Contains("json", StringComparison.OrdinalIgnoreCase) =>
            new Finding(Verdict.Incomplete, $"{what} is larger than {ProbeLimits.TextBytes >> 20} MiB: name a smaller sentinel in the policy"),
        FailureKind.TooLarge => new Finding(Verdict.Captive, $"{what}: {failure.Because}"),
        FailureKind.Protocol => new Finding(Verdict.Captive, $"{what}: {failure.Because}"),
        _ => new Finding(Verdict.Unreachable, $"{what}: {failure.Because}"),
    };

    // Whatever its content type says: some portals call their page JSON.
    private static bool LooksLikePage(ProbeReply reply)
    {
        var text = reply.Body.Text.Span;
        text = text.StartsWith("\uFEFF"u8) ? text[3..] : text;
        text = text.TrimStart(" \t\r\n"u8);
        return text.StartsWith("<"u8) && (reply.ContentType.Contains("html", StringComparison.OrdinalIgnoreCase) || StartsAsPage(text));
    }

    // Nothing that a registry sends begins as a comment or as XML.
    private static bool StartsAsPage(ReadOnlySpan<byte> text)
    {
        var start = System.Text.Encoding.ASCII.GetString(text[..Math.Min(text.Length, 14)]);
        return Array.Exists(PageStarts, s => start.StartsWith(s, StringComparison.OrdinalIgnoreCase));
    }

    private static string Scheme(ProbeReply reply) => reply.Challenge is { Length: > 0 } challenge ? $", it asks for {Shown.Of(challenge.Split(' ')[0])}" : "";

    private static string Later(ProbeReply reply) => reply.RetryAfter is { } wait ? $", try again in {(int)wait.TotalSeconds} s" : "";
}
