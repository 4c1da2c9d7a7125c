using System.Globalization;

namespace DevMirrors.Config.Tests;

/// <summary>Policies in a few words, as the loader would build them from mirrors.yaml.</summary>
internal static class Sample
{
    public const string Path = "/repo/mirrors.yaml";

    public static Place At(int line) => new(Path, line, 5);

    public static Located Text(string text, int line = 1) => new(text, At(line));

    public static Policy Policy(params Region[] regions) => new(Path, "", regions, [], []);

    public static Policy WithPrivate(this Policy policy, string ecosystem, string pattern, params (string Region, string Mirror)[] mirrors) =>
        policy with { Private = [.. policy.Private, new PrivateNames(ecosystem, [new PrivateRule(Text(pattern, 20), [.. mirrors.Select(m => (m.Region, Text(m.Mirror, 20)))])])] };

    public static Policy With(this Policy policy, params MirrorDefinition[] mirrors) => policy with { Mirrors = [.. policy.Mirrors, .. mirrors] };

    public static MirrorDefinition Own(string id, string ecosystem, string url, bool isPrivate = true) =>
        new(Text(id, 30), ecosystem, Text(url, 30), isPrivate);

    /// <param name="choices"><c>go: a, b</c>.</param>
    public static Region Region(string name, params string[] choices) =>
        new(name, At(4), false, [], [.. choices.Select(Choice)], []);

    public static Region Default(string name, params string[] choices) => Region(name, choices) with { IsDefault = true };

    /// <param name="condition"><c>timezone: a, b</c> or <c>env.NAME: pattern</c>.</param>
    public static Region When(this Region region, int line, string condition)
    {
        var (subject, patterns) = Split(condition);
        return region with { When = [.. region.When, new Condition(subject, [.. patterns.Select(p => Text(p, line))], At(line))] };
    }

    public static Region WithImage(this Region region, string registry, string mirror) =>
        region with { Images = [.. region.Images, new ImageRule(Text(registry, 9), Text(mirror, 9))] };

    public static Machine Machine(string timeZone = "Europe/Berlin", params string[] environment) => new()
    {
        Os = OsKind.Linux,
        Home = "/home/dev",
        CurrentFolder = "/repo",
        TimeZone = timeZone,
        Environment = environment.Select(e => e.Split('=', 2)).ToDictionary(e => e[0], e => e[1]),
    };

    public static CatalogueEntry Row(string ecosystem, string id, MirrorState state = MirrorState.Live, string notes = "", string verified = "2026-01", string region = "cn") =>
        new(ecosystem, id, "Somebody", string.Create(CultureInfo.InvariantCulture, $"https://{id}.{ecosystem}.example/"), region, state, verified, "some/list", notes);

    private static MirrorChoice Choice(string text)
    {
        var (ecosystem, mirrors) = Split(text);
        return new MirrorChoice(ecosystem, [.. mirrors.Select(m => Text(m, 8))], At(8));
    }

    private static (string Name, string[] Values) Split(string text) =>
        (text[..text.IndexOf(": ", StringComparison.Ordinal)], text[(text.IndexOf(": ", StringComparison.Ordinal) + 2)..].Split(", "));
}
