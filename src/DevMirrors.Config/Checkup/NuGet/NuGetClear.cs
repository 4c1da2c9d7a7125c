namespace DevMirrors.Config;

/// <summary>The shadow that is no value but a <c>&lt;clear /&gt;</c>: what the user's file says is then dropped, whatever it says.</summary>
internal static class NuGetClear
{
    /// <summary>Null where something else overrides.</summary>
    public static CheckFinding? Found(Reading reading, string shadow, Machine machine)
    {
        if (reading.Ecosystem != NuGetEcosystem.EcosystemName || ReadingPlace.Of(shadow) is not { } place)
            return null;
        var hierarchy = NuGetHierarchy.Load(machine, machine.CurrentFolder, new DiagnosticBag());
        var isDropped = hierarchy.Sources.All(s => !s.Key.Equals(reading.Setting, StringComparison.OrdinalIgnoreCase));
        return isDropped && hierarchy.Clear(NuGetNames.Sources) is { Place: var clear } && clear.File == place.File && clear.Line == place.Line
            ? CheckFinding.Warning(
                $"`<clear />` drops `{reading.Setting}` here, so the policy does not reach this project: it restores from the sources of this file alone", place,
                $"take `<clear />` out of line {place.Line} of {place.File}, or name the mirror there; where the project is meant to use these sources alone there is nothing to mend")
            : null;
    }
}
