using DevMirrors.Config;

namespace DevMirrors.Tool;

/// <summary>What init asks a person who gave no options. An answer that cannot be is said to be so at once, and asked for again.</summary>
internal static class InitQuestions
{
    public delegate void Judge(string option, string value, DiagnosticBag found);

    public static (List<string>? Regions, List<(string Option, string Value)> Private) Ask(Terminal terminal, Judge judge)
    {
        var regions = Ask(terminal, $"Regions, of {string.Join(", ", StarterRegions.Names)} [cn,global]: ", (text, found) => StarterRegions.Of(Names(text), found));
        var secrets = new List<(string, string)>();
        foreach (var (option, question) in Questions)
            if (Ask(terminal, $"{question} [none]: ", (text, found) => judge(option, text, found)) is { Length: > 0 } value)
                secrets.Add((option, value));
        return (regions.Length == 0 ? null : Names(regions), secrets);
    }

    private static readonly (string Option, string Question)[] Questions =
    [
        ("--private-go", "Private Go modules, as git.corp.example or PATTERN=URL"),
        ("--private-npm", "A private npm scope, as @corp=URL"),
        ("--private-nuget", "Private NuGet packages, as Corp.*=URL"),
    ];

    private static List<string> Names(string text) => [.. text.Split(',', StringSplitOptions.TrimEntries)];

    // Empty where nothing is answered, or nobody is there any more.
    private static string Ask(Terminal terminal, string question, Action<string, DiagnosticBag> judge)
    {
        while (true)
        {
            terminal.Error.Write(question);
            terminal.Error.Flush();
            if (Console.In.ReadLine()?.Trim() is not { Length: > 0 } answer)
                return "";
            var found = new DiagnosticBag();
            judge(answer, found);
            if (!found.HasErrors)
                return answer;
            foreach (var diagnostic in found)
                DiagnosticsView.Write(diagnostic, terminal);
        }
    }
}
