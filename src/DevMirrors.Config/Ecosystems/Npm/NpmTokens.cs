namespace DevMirrors.Config;

/// <summary>References to tokens, in npm's own syntax and under the mirror's own host: the token itself is never read into a file.</summary>
internal static class NpmTokens
{
    public static IEnumerable<WantedSetting> Settings(
        string path, IDocument? document, EcosystemRequest request, IReadOnlyList<PrivateBinding> scopes, DiagnosticBag found)
    {
        var mirrors = request.Selection.Mirrors.Take(1).Concat(scopes.Select(b => b.Mirror));
        foreach (var mirror in mirrors.Where(m => m.TokenVariable is not null).DistinctBy(m => NpmUrl.TokenKey(m.Url)))
            if (IsOurs(path, document, mirror, request, found))
                yield return new WantedSetting(NpmUrl.TokenKey(mirror.Url), new Wish.Set(Reference(mirror)), $"{mirror.Id} takes its token from {mirror.TokenVariable}");
    }

    private static SettingValue Reference(Mirror mirror) => new($"${{{mirror.TokenVariable}}}");

    private static bool IsOurs(string path, IDocument? document, Mirror mirror, EcosystemRequest request, DiagnosticBag found)
    {
        var key = NpmUrl.TokenKey(mirror.Url);
        if (request.Machine.Variable(mirror.TokenVariable!) is null)
        {
            found.Add(Diagnose.NpmTokenUnset(mirror.Place, mirror.TokenVariable!, key));
            return false;
        }
        var current = document?.Find(key);
        if (current is null || Equals(current.Value, Reference(mirror)) || Equals(request.Journal.Find(path)?.Find(key)?.Written, current.Value))
            return true;
        found.Add(Diagnose.NpmTokenStays(new Place(path, current.Line, current.Column), key));
        return false;
    }
}
