namespace DevMirrors.Config;

/// <summary>The checks, in the order in which output names them. One line each; docs/doctor.md has a section for each.</summary>
internal static class CheckList
{
    public static readonly IReadOnlyList<ICheck> All =
    [
        new PolicyCheck(),
        new StateCheck(),
        new LeftoverCheck(),
        new ClientsCheck(GoEcosystem.Id),
        new FilesCheck(GoEcosystem.Id),
        new ShadowCheck(GoEcosystem.Id),
        new DeadMirrorCheck(GoEcosystem.Id),
        new GoEnvBytesCheck(),
        new GoEnvLinesCheck(),
        new GoChecksumCheck(),
        new ClientsCheck(NpmEcosystem.Id),
        new FilesCheck(NpmEcosystem.Id),
        new ShadowCheck(NpmEcosystem.Id),
        new DeadMirrorCheck(NpmEcosystem.Id),
        new NpmrcTrapCheck(),
        new NpmEmptyScopeCheck(),
        new NpmReplaceHostCheck(),
        new NpmOtherFilesCheck(),
        LockfileCheck.OfNpm,
        new ClientsCheck(NuGetEcosystem.EcosystemName),
        new FilesCheck(NuGetEcosystem.EcosystemName),
        new ShadowCheck(NuGetEcosystem.EcosystemName),
        new DeadMirrorCheck(NuGetEcosystem.EcosystemName),
        new NuGetSectionCheck(),
        new NuGetIgnoredFileCheck(),
        LockfileCheck.OfNuGet,
        new NuGetPackageCheck(),
        new ClientsCheck(DockerEcosystem.EcosystemName),
        new FilesCheck(DockerEcosystem.EcosystemName),
        new ShadowCheck(DockerEcosystem.EcosystemName),
        new DeadMirrorCheck(DockerEcosystem.EcosystemName),
        new DockerDaemonCheck(),
        new DockerBuilderCheck(),
        new HostsFileCheck(),
        new RegistriesFileCheck(),
    ];
}
