namespace DevMirrors.Config;

/// <summary>Says which clients of an ecosystem are installed.</summary>
internal sealed class ClientsCheck(string ecosystem) : ICheck
{
    public string Id => "clients";

    public string Ecosystem => ecosystem;

    public string Healthy => "no client is installed";

    public IEnumerable<CheckFinding> Look(CheckRequest request)
    {
        var installed = request.Versions.Where(v => v.Ecosystem == ecosystem).ToList();
        if (installed.Count == 0)
            yield return CheckFinding.Info($"no client of {ecosystem} is on the PATH");
        else
            yield return CheckFinding.Ok(string.Join(", ", installed.Select(v => $"{v.Program} {v.Version ?? "(does not answer)"}")));
    }
}
