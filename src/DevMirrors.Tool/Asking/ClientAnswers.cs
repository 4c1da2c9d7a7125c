using System.Text.Json;
using System.Text.RegularExpressions;
using DevMirrors.Config;

namespace DevMirrors.Tool;

/// <summary>Asks the installed clients what they use, each in a home of its own that holds copies of what decides the answer, and never in the repository.</summary>
internal static partial class ClientAnswers
{
    private delegate string? Questioner(string program, params string[] arguments);

    /// <summary>The readings, each with the client's own answer where that differs. All clients are asked at once.</summary>
    public static IReadOnlyList<Reading> Beside(IReadOnlyList<Reading> readings, Selection selection, Machine machine)
    {
        var asked = readings
            .GroupBy(r => r.Ecosystem)
            .Select(group => Task.Run(() => (group.Key, Answers: Ask(group.Key, [.. group], machine))))
            .ToArray();
        var answers = Task.WhenAll(asked).GetAwaiter().GetResult().ToDictionary(a => a.Key, a => a.Answers);
        return [.. readings.Select(r => answers[r.Ecosystem].TryGetValue((r.Client, r.Setting), out var answer) ? WithAnswer(r, answer, selection, machine) : r)];
    }

    private static Reading WithAnswer(Reading reading, string answer, Selection selection, Machine machine)
    {
        var shown = Secrets.MaskAddress(Named(answer, reading.Effective ?? "", machine));
        return Same(reading.Effective ?? "", shown) || reading.Effective is null && IsDefault(reading, answer, selection, machine)
            ? reading
            : reading with { Asked = shown };
    }

    // The client answers with the values of variables, which may be secrets: they go back to their names.
    private static string Named(string answer, string written, Machine machine) =>
        Reference().Matches(written).Aggregate(answer, (text, reference) => machine.Variable(reference.Groups["name"].Value) is { } value ? text.Replace(value, reference.Value, StringComparison.Ordinal) : text);

    // The client spells its default out, where our reading says that there is nothing.
    private static bool IsDefault(Reading reading, string answer, Selection selection, Machine machine)
    {
        var chosen = selection.Ecosystems.First(e => e.Ecosystem == reading.Ecosystem);
        var request = new EcosystemRequest(chosen, Scope.User, machine, selection.Catalogue, Journal.Empty, selection.Policy.Path);
        var key = reading.Ecosystem == "nuget" ? $"packageSources/{reading.Setting}" : reading.Setting;
        return EcosystemList.Find(reading.Ecosystem)!.Judge(key, new SettingValue(answer), request) == ValueKind.Upstream;
    }

    private static bool Same(string a, string b) => a.TrimEnd('/') == b.TrimEnd('/');

    private static Dictionary<(string Client, string Setting), string> Ask(string ecosystem, List<Reading> readings, Machine machine)
    {
        if (!ClientProcess.IsThere(ecosystem == "nuget" ? "dotnet" : ecosystem, machine))
            return [];
        using var home = ScratchHome.TryCreate(machine);
        // Without a folder for it nobody can be asked.
        if (home is null || !home.TryCopy(ecosystem, [.. readings.Select(r => r.Setting)]))
            return [];
        var variables = home.With(new Dictionary<string, string?>(ClientCopies.Variables(ecosystem, machine)) { ["DOTNET_CLI_UI_LANGUAGE"] = "en" });
        string? Question(string program, params string[] arguments) => ClientProcess.Run(machine, program, arguments, variables, home.WorkFolder);
        return ecosystem switch
        {
            "go" => Go(readings, Question),
            "npm" => Npm(readings, Question),
            "nuget" => NuGet(readings, machine, Question),
            "docker" => Docker(readings, Question),
            _ => [],
        };
    }

    private static Dictionary<(string, string), string> Go(List<Reading> readings, Questioner ask)
    {
        if (ask("go", ["env", "-json", .. readings.Select(r => r.Setting)]) is not { } text)
            return [];
        using var json = Parse(text);
        return json?.RootElement is not { ValueKind: JsonValueKind.Object } answer
            ? []
            : readings
                .Where(r => answer.TryGetProperty(r.Setting, out var value) && value.ValueKind == JsonValueKind.String)
                .ToDictionary(r => (r.Client, r.Setting), r => answer.GetProperty(r.Setting).GetString()!);
    }

    private static Dictionary<(string, string), string> Npm(List<Reading> readings, Questioner ask)
    {
        var answers = new Dictionary<(string, string), string>();
        foreach (var reading in readings.Where(r => r.Client == "npm"))
            if (ask("npm", "config", "get", reading.Setting)?.Trim() is { Length: > 0 } answer && answer != "undefined")
                answers[(reading.Client, reading.Setting)] = answer;
        return answers;
    }

    // A restore heeds these variables, and this command does not.
    private static Dictionary<(string, string), string> NuGet(List<Reading> readings, Machine machine, Questioner ask)
    {
        string[] only = machine.Variable("RestoreConfigFile") is { } file ? ["--configfile", Path.GetFullPath(file, machine.CurrentFolder)] : [];
        if (machine.Variable("RestoreSources") is not null || ask("dotnet", ["nuget", "list", "source", "--format", "detailed", .. only]) is not { } text)
            return [];
        var sources = ListedSource().Matches(text).DistinctBy(m => m.Groups[1].Value, StringComparer.OrdinalIgnoreCase).ToDictionary(m => m.Groups[1].Value, m => m.Groups[2].Value.Trim(), StringComparer.OrdinalIgnoreCase);
        return readings
            .Where(r => sources.ContainsKey(r.Setting[(r.Setting.IndexOf('/') + 1)..]))
            .ToDictionary(r => (r.Client, r.Setting), r => sources[r.Setting[(r.Setting.IndexOf('/') + 1)..]]);
    }

    private static Dictionary<(string, string), string> Docker(List<Reading> readings, Questioner ask)
    {
        if (readings.FirstOrDefault(r => r.Setting == "registry-mirrors") is not { } reading
            || ask("docker", "info", "--format", "{{json .RegistryConfig.Mirrors}}") is not { } text)
            return [];
        using var json = Parse(text);
        if (json?.RootElement is not { ValueKind: JsonValueKind.Array } answer)
            return [];
        var mirrors = answer.EnumerateArray().Select(m => m.ToString().TrimEnd('/'));
        return new() { [(reading.Client, reading.Setting)] = string.Join(",", mirrors) };
    }

    // Whatever stands on the PATH under a client's name may say anything.
    private static JsonDocument? Parse(string text)
    {
        try
        {
            return JsonDocument.Parse(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    [GeneratedRegex(@"\$\{(?<name>[^${}?]+)\??\}|%(?<name>[^%]+)%")]
    private static partial Regex Reference();

    // `  1.  key [Enabled]`, and the address on the next line.
    [GeneratedRegex(@"^\s*\d+\.\s+(.+?)\s+\[(?:Enabled|Disabled)\]\s*\r?\n\s*(\S.*)$", RegexOptions.Multiline)]
    private static partial Regex ListedSource();
}
