namespace DevMirrors.Config;

/// <summary>Keeps a stored password away from a host that it was not given for. NuGet keeps passwords by the name of the source.</summary>
internal static class NuGetCredentials
{
    /// <summary>Whether the change would send a credential elsewhere; then an error says which.</summary>
    /// <param name="current">Null where no source has the key yet: then nothing says which server its password was given for.</param>
    /// <param name="path">The file to be written: where that cannot be read somebody else says so, and it stays as it is.</param>
    /// <param name="folders">Their hierarchies are searched: a password may stand in another file than the source.</param>
    public static bool WouldMove(Machine machine, string path, IEnumerable<string> folders, string key, string? current, string wanted, DiagnosticBag found)
    {
        if ((current is not null && !NuGetAddress.IsElsewhere(current, wanted))
            || folders.Distinct().Select(folder => Find(machine, path, folder, key)).FirstOrDefault(c => c is not null) is not { } credential)
            return false;
        found.Add(Diagnose.NuGetCredentialWouldMove(credential.Place, key, credential.Name, NuGetAddress.Shown(wanted)));
        return true;
    }

    // NuGet reads some files that we refuse to edit: what they hold is not known.
    private static (Place? Place, string Name)? Find(Machine machine, string path, string folder, string key)
    {
        var problems = new DiagnosticBag();
        return NuGetHierarchy.LoadEvery(machine, folder, problems).Credentials(key)
            ?? (problems.FirstOrDefault(p => p.Severity == Severity.Error && p.Place?.File != path) is { } problem ? (problem.Place, "perhaps, in a file that cannot be read") : null);
    }
}
