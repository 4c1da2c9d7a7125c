namespace DevMirrors.Config;

/// <summary>Keeps a stored password away from a host that it was not given for. NuGet keeps passwords by the name of the source.</summary>
internal static class NuGetCredentials
{
    /// <summary>Whether the change would send a credential elsewhere; then an error says which.</summary>
    /// <param name="current">Null where no source has the key yet: then nothing says which server its password was given for.</param>
    /// <param name="folder">Its hierarchy is searched: a password may stand in another file than the source.</param>
    public static bool WouldMove(Machine machine, string folder, string key, string? current, string wanted, DiagnosticBag found)
    {
        if (current is not null && !NuGetAddress.IsElsewhere(current, wanted) || NuGetHierarchy.Load(machine, folder, new DiagnosticBag()).Credentials(key) is not { } credential)
            return false;
        found.Add(Diagnose.NuGetCredentialWouldMove(credential.Place, key, credential.Name, Secrets.Mask(wanted)));
        return true;
    }
}
