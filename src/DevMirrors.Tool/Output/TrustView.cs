using DevMirrors.Config;

namespace DevMirrors.Tool;

/// <summary>Shows people what a policy reaches, and what came and went since they agreed to it.</summary>
internal static class TrustView
{
    public static void Write(Policy policy, TrustVerdict verdict, Terminal terminal, TextWriter writer)
    {
        terminal.Line(writer, $"{terminal.Full(policy.Path)} reaches, in all of its regions:", "bold");
        WriteLines(verdict.Reach.Lines, verdict, terminal, writer);
        if (verdict.Reach.Lines.Count == 0)
            terminal.Line(writer, "  nothing but the clients' own defaults");
        terminal.Line(writer, $"sha256 {policy.Hash}");
        terminal.Line(writer, $"{(verdict.IsTrusted ? "trusted" : "not trusted")}, because {terminal.Shorten(verdict.Because)}");
    }

    /// <summary>Only what came and went.</summary>
    public static void WriteDifference(TrustVerdict verdict, Terminal terminal, TextWriter writer) => WriteLines(verdict.Added, verdict, terminal, writer);

    private static void WriteLines(IReadOnlyList<string> lines, TrustVerdict verdict, Terminal terminal, TextWriter writer)
    {
        foreach (var line in lines)
            terminal.Line(writer, $"{(verdict.Added.Contains(line) ? '+' : ' ')} {line}{Loudly(line)}", verdict.Added.Contains(line) ? "green" : "");
        foreach (var line in verdict.Removed)
            terminal.Line(writer, $"- {line}", "red");
    }

    private static string Loudly(string line) => line.StartsWith("http://", StringComparison.Ordinal) ? " (plain http, not encrypted)" : "";
}
