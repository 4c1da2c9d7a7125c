using System.Text;
using DevMirrors.Config;

namespace DevMirrors.Tool;

/// <summary>The policy that init writes, judged before it is written: what the answers make wrong is found while nothing is there yet.</summary>
internal static class StarterPolicy
{
    /// <summary>Null, and errors, where the answers make no valid policy.</summary>
    public static byte[]? Render(string path, PolicyAnswers answers, Request request)
    {
        var bytes = Encoding.UTF8.GetBytes(PolicyTemplate.Render(answers));
        if (PolicyFile.Parse(path, bytes, request.Found) is not { } policy)
            return null;
        foreach (var region in policy.Regions)
            MirrorSelector.Select(policy, new ResolvedRegion(region, "init checks it"), MirrorCatalogue.BuiltIn(), null, true, request.Found);
        return request.Found.HasErrors ? null : bytes;
    }
}
