namespace DevMirrors.Config;

/// <summary>Compares what each client uses with what the policy wants, and names what is nearer than the file that we write.</summary>
internal sealed class ShadowCheck(string ecosystem) : ICheck
{
    private const string Variable = "environment variable ";

    public string Id => "shadows";

    public string Ecosystem => ecosystem;

    public string Healthy => "nothing overrides the settings that the policy wants";

    public IEnumerable<CheckFinding> Look(CheckRequest request)
    {
        if (request.FactsOf(ecosystem) is not { IsChosen: true } facts)
            return request is { HasPolicy: true, Selection: null } ? [CheckFinding.Info("not checked: the policy is wrong", null, "mend the policy first")] : request.HasPolicy ? [CheckFinding.Ok($"the policy chooses nothing for {ecosystem} here")] : [CheckFinding.Info("not checked: it takes a policy")];
        // A daemon that has not read its file has a check of its own.
        return facts.Readings.Where(r => !r.InStep && r.ShadowedBy?.StartsWith(DockerReader.RunningDaemon, StringComparison.Ordinal) != true).Select(r => Found(r, request.Machine));
    }

    private CheckFinding Found(Reading reading, Machine machine) => reading.ShadowedBy is { } shadow
        ? NuGetClear.Found(reading, shadow, machine) ?? CheckFinding.Warning($"{reading.Client} does not use what the policy wants for `{reading.Setting}`: {shadow} overrides it", ReadingPlace.Of(shadow), Remedy(shadow, reading))
        : CheckFinding.Info($"{reading.Client} uses {Value(reading.Effective)} for `{reading.Setting}`, and the policy wants {Value(reading.Wanted)}", ReadingPlace.Of(reading.Source), $"{Apply(machine)} writes it");

    private string Apply(Machine machine) =>
        ecosystem == DockerEcosystem.EcosystemName && DockerFiles.Locate(Scope.User, machine, new DiagnosticBag()) is null ? "`sudo devmirrors apply --scope machine --only docker`" : "`devmirrors apply`";

    private static string Value(string? text) => text is null ? "its default" : $"`{Secrets.Mask(text)}`";

    private static string Remedy(string shadow, Reading reading)
    {
        if (shadow.StartsWith(Variable, StringComparison.Ordinal))
            return $"`unset {shadow[Variable.Length..]}`, and take it out of your shell's start files; `devmirrors exec -- …` overrides it for one command";
        return ReadingPlace.Of(shadow) is { Line: > 0 } place
            ? $"take `{reading.Setting}` out of line {place.Line} of {place.File}; `devmirrors exec -- …` overrides it for one command"
            : "take that away, or run the command through `devmirrors exec -- …`";
    }
}
