namespace DevMirrors.Tool;

/// <summary>What init asks a person who gave no options.</summary>
internal static class InitQuestions
{
    public static (List<string>? Regions, List<(string Option, string Value)> Private) Ask(Terminal terminal)
    {
        var regions = Ask(terminal, $"Regions, of {string.Join(", ", StarterRegions.Names)} [cn,global]: ");
        var secrets = new List<(string, string)>();
        AddTo(secrets, "--private-go", Ask(terminal, "Private Go modules, as git.corp.example or PATTERN=URL [none]: "));
        AddTo(secrets, "--private-npm", Ask(terminal, "A private npm scope, as @corp=URL [none]: "));
        AddTo(secrets, "--private-nuget", Ask(terminal, "Private NuGet packages, as Corp.*=URL [none]: "));
        return (regions.Length == 0 ? null : [.. regions.Split(',', StringSplitOptions.TrimEntries)], secrets);
    }

    private static string Ask(Terminal terminal, string question)
    {
        terminal.Error.Write(question);
        terminal.Error.Flush();
        return Console.In.ReadLine()?.Trim() ?? "";
    }

    private static void AddTo(List<(string, string)> secrets, string option, string value)
    {
        if (value.Length > 0)
            secrets.Add((option, value));
    }
}
