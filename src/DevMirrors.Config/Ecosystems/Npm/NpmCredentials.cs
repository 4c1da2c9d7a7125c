namespace DevMirrors.Config;

/// <summary>Finds credentials that are bound to no host: older npm, Yarn and pnpm send them to whatever the registry is.</summary>
internal static class NpmCredentials
{
    private static readonly string[] Unbound = ["_auth", "_authToken", "_authtoken", "_password"];

    /// <summary>The first such credential of the files that npm reads here, or of the environment; its place is null for the environment.</summary>
    public static (string Key, Place? Place)? Find(IEnumerable<string> files, Machine machine)
    {
        var variable = NpmFiles.Variables(machine).FirstOrDefault(v => Unbound.Contains(v.Key));
        return variable.Variable is { } name ? (name, null) : files.Select(FindIn).FirstOrDefault(f => f is not null);
    }

    private static (string Key, Place? Place)? FindIn(string path)
    {
        var document = NpmrcOnDisk.Read(path, new DiagnosticBag());
        var first = Unbound.Select(key => document?.Find(key)).FirstOrDefault(s => s is not null && s.Value.Text.Length > 0);
        return first is null ? null : (first.Key, new Place(path, first.Line, first.Column));
    }
}
