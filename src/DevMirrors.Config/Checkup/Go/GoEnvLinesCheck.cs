using System.Text;
using System.Text.RegularExpressions;

namespace DevMirrors.Config;

/// <summary>Looks for lines of the env file that go passes over or takes otherwise than they seem: it knows no quotes, no blanks and no comments behind a value.</summary>
internal sealed partial class GoEnvLinesCheck : ICheck
{
    // Lists of words, in which go itself takes quotes for quotes.
    private static readonly string[] SplitByGo = ["GOCACHEPROG", "GOFLAGS", "GOAUTH"];

    public string Id => "go-env-lines";

    public string Ecosystem => GoEcosystem.Id;

    public string Healthy => "go reads every setting of the env file as it seems";

    public IEnumerable<CheckFinding> Look(CheckRequest request)
    {
        if (GoFiles.User(request.Machine, new DiagnosticBag()) is not { } path || FileSnapshot.Read(path, new DiagnosticBag()) is not { Exists: true } file)
            return [];
        return Encoding.Latin1.GetString(file.Bytes.Span).Split('\n')
            .Select((line, i) => Judge(line.TrimEnd('\r'), new Place(path, i + 1, 1)))
            .OfType<CheckFinding>();
    }

    private static CheckFinding? Judge(string line, Place place)
    {
        if (Passed().Match(line) is { Success: true } passed)
            return CheckFinding.Error($"go passes over this line, because `{passed.Groups["key"].Value}=` does not begin at its first character", place, $"write line {place.Line} as `{passed.Groups["key"].Value}=VALUE`, or use `go env -w`");
        if (Setting().Match(line) is not { Success: true } setting)
            return null;
        var (key, value) = (setting.Groups[1].Value, setting.Groups[2].Value);
        return Oddity(key, value) is { } oddity
            ? CheckFinding.Error($"`{key}` {oddity}", place, $"write the bare value in line {place.Line}, or use `go env -w`")
            : null;
    }

    private static string? Oddity(string key, string value) => value switch
    {
        "" when key == GoKeys.Proxy => "is empty, with which a current go stops and an old one takes its default",
        ['"' or '\'', ..] when !SplitByGo.Contains(key) => "has quotes, which go takes for a part of the value",
        _ when value.Contains(" #", StringComparison.Ordinal) => "has a comment behind it, which go takes for a part of the value",
        _ when GoKeys.IsList(key) && value.Split(',').Any(i => i != i.Trim()) => "has blanks around a pattern, which then matches nothing: private names go to the proxy",
        _ => null,
    };

    // Only names of go: any other line is nobody's setting.
    [GeneratedRegex(@"^(?:(?:[ \t]+(?:export[ \t]+)?|export[ \t]+)(?<key>GO[A-Z0-9]{2,20})[ \t]*=|(?<key>GO[A-Z0-9]{2,20})[ \t]+=)")]
    private static partial Regex Passed();

    [GeneratedRegex(@"^(GO[A-Z0-9]{2,20})=(.*)$")]
    private static partial Regex Setting();
}
