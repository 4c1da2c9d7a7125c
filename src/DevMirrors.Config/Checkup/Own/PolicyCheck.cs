namespace DevMirrors.Config;

/// <summary>Says which policy applies here, and which region.</summary>
internal sealed class PolicyCheck : ICheck
{
    public string Id => "policy";

    public string Ecosystem => Checkup.Own;

    public string Healthy => "a policy applies here";

    public IEnumerable<CheckFinding> Look(CheckRequest request)
    {
        if (request.Selection is { } selection)
            yield return CheckFinding.Ok($"{selection.Policy.Path}: region {selection.Region.Region.Name}, because {selection.Region.Because}");
        else if (request.HasPolicy)
            yield return CheckFinding.Error("the policy is wrong, so what it wants is not known", null, "`devmirrors plan` says what is wrong with it, and where");
        else
            yield return CheckFinding.Info($"no `{PolicyFile.Name}` here or in a parent folder: what a policy wants is not checked", null, "`devmirrors init` writes one");
    }
}
