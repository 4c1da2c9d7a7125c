using System.Text.RegularExpressions;

namespace DevMirrors.Config;

/// <summary>Looks for lines of a .npmrc that say something else than they seem to.</summary>
internal sealed partial class NpmrcTrapCheck : ICheck
{
    public string Id => "npmrc-traps";

    public string Ecosystem => NpmEcosystem.Id;

    public string Healthy => "each .npmrc says what it seems to say";

    public IEnumerable<CheckFinding> Look(CheckRequest request) =>
        NpmrcOnChain.Read(request.Machine).SelectMany(file => InSection(file).Concat(file.Definitions.SelectMany(d => Of(d, file, request.Machine))));

    private static IEnumerable<CheckFinding> InSection(NpmrcOnChain file)
    {
        if (file.TopEnd >= file.Text.Length || Setting().Match(file.Text, file.TopEnd) is not { Success: true } lost)
            yield break;
        var line = file.Text.AsSpan(0, file.TopEnd).Count('\n') + 1;
        yield return CheckFinding.Warning(
            $"npm finds no setting below this section heading, `{lost.Groups[1].Value}` among them", new Place(file.Path, line, 1), $"delete line {line} of {file.Path}, or move the settings above it");
    }

    private static IEnumerable<CheckFinding> Of(NpmrcDefinition definition, NpmrcOnChain file, Machine machine)
    {
        if (definition is { Key: NpmTargets.Registry, Value: "", IsArray: false, HasEquals: true } && file.Definitions.Last(d => d.Key == definition.Key) == definition)
            yield return CheckFinding.Error("`registry` is empty, with which npm stops (`ERR_INVALID_URL`)", file.At(definition), $"delete line {definition.Line.Number} of {file.Path}, or write the address there");
        if (Reference().Match(definition.Value) is { Success: true } match && !machine.Environment.ContainsKey(match.Groups[1].Value))
            yield return CheckFinding.Warning(
                $"`{definition.Key}` refers to `{match.Groups[1].Value}`, which is not set: npm sends the reference as it is written, pnpm 9 and 10 drop the whole file and ask their default registry",
                file.At(definition), $"`export {match.Groups[1].Value}=…`, or delete line {definition.Line.Number} of {file.Path}");
        else if (IsRegistry(definition.Key) && definition.Value.Length > 0 && !definition.Value.Contains("://", StringComparison.Ordinal) && !definition.Value.Contains('$', StringComparison.Ordinal))
            yield return CheckFinding.Error(
                $"`{definition.Key}` is `{Secrets.MaskAddress(definition.Value)}`, which is no address, and npm does not check it", file.At(definition), $"write the address with `https://` in line {definition.Line.Number} of {file.Path}");
        else if (definition.Key != NpmTargets.Registry && definition.Key.Equals(NpmTargets.Registry, StringComparison.OrdinalIgnoreCase))
            yield return CheckFinding.Warning(
                $"npm does not know `{definition.Key}`: names of settings are in lower case", file.At(definition), $"write `registry` in line {definition.Line.Number} of {file.Path}");
    }

    private static bool IsRegistry(string key) => key == NpmTargets.Registry || NpmScope.IsRegistryOf(key);

    [GeneratedRegex(@"(?<!\\)\$\{([A-Za-z_][A-Za-z0-9_]*)\}")]
    private static partial Regex Reference();

    [GeneratedRegex(@"^[ \t]*((?:@[^\s:=]+:)?registry|//[^\s=]+)[ \t]*=", RegexOptions.Multiline)]
    private static partial Regex Setting();
}
