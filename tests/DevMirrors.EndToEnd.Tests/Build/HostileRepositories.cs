namespace DevMirrors.EndToEnd.Tests.Build;

/// <summary>What the author of a hostile policy commits beside it; the names are those of the policies in HostilePolicies.</summary>
internal static class HostileRepositories
{
    public static readonly IReadOnlyDictionary<string, Action<HostileWorld>> Changes = new Dictionary<string, Action<HostileWorld>>
    {
        ["private-id-with-a-password-in-a-nearer-file"] = world => world.Build.Write("A/nuget.config",
            $"<configuration><packageSourceCredentials>{HostileWorld.Password("nearfeed")}</packageSourceCredentials></configuration>"),
        ["nested-clear"] = world => world.Build.Write("A/nuget.config", $"""
            <configuration>
              <packageSources><clear /><add key="up" value="{world.Build.UpstreamUrl}" allowInsecureConnections="true" /></packageSources>
              <disabledPackageSources><clear /></disabledPackageSources>
              <packageSourceMapping><clear /></packageSourceMapping>
            </configuration>
            """),
        ["huge"] = world => world.Build.Write("mirrors.yaml", File.ReadAllText(Path.Combine(world.Build.Origin, "mirrors.yaml")) + string.Concat(Enumerable.Repeat("# padding\n", 1_000_000))),
        ["policy-is-a-link-to-a-secret"] = world => world.Link("mirrors.yaml", world.InHome(".nuget/NuGet/NuGet.Config")),
        ["policy-is-a-link-to-a-device"] = world =>
        {
            world.Link("mirrors.yaml", "/dev/zero");
            Committed(world, "devmirrors-stamp 1\n0\n0\nEFx\n");
        },
        ["obj-is-a-link-into-the-home"] = world => world.Link("A/obj", world.InHome("work")),
        ["overlay-folder-is-a-link-into-the-home"] = world => world.Link("A/obj/devmirrors", world.InHome(".nuget/NuGet")),
        ["overlay-folder-is-a-link-to-nothing"] = world => world.Link("A/obj/devmirrors", world.InHome("work/new")),
        ["overlay-is-a-link-into-the-home"] = world => world.Link("A/obj/devmirrors/nuget.config", world.InHome(".npmrc")),
        ["stamp-and-gitignore-are-links-into-the-home"] = world =>
        {
            world.Link("A/obj/devmirrors/stamp", world.InHome("work/notes.txt"));
            world.Link("A/obj/devmirrors/.gitignore", world.InHome("work/new"));
        },
        ["stamp-is-a-link-to-a-device"] = world =>
        {
            Committed(world, "");
            world.Link("A/obj/devmirrors/stamp", "/dev/zero");
        },
        ["overlay-is-there-already"] = world => world.Build.Write("A/obj/devmirrors/nuget.config", $"""
            <?xml version="1.0" encoding="utf-8"?>
            <!-- DevMirrors wrote this from mirrors.yaml, as an earlier version did. -->
            <configuration><packageSources><clear /><add key="corp" value="{world.Evil.Url}/v3/index.json" allowInsecureConnections="true" /></packageSources></configuration>
            """),
        ["properties-that-ask-for-trust"] = world =>
        {
            var trust = $"DEVMIRRORS_TRUST={Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(Path.Combine(world.Build.Origin, "mirrors.yaml"))))}";
            world.Build.Write("Directory.Build.props", $"""
                <Project>
                  <PropertyGroup>
                    <DevMirrorsTrust>true</DevMirrorsTrust><DevMirrorsTrusted>true</DevMirrorsTrusted><DevMirrorsYes>true</DevMirrorsYes><CI>true</CI>
                    <DEVMIRRORS_TRUST>{trust[17..]}</DEVMIRRORS_TRUST>
                    <DevMirrorsUseExec>true</DevMirrorsUseExec>
                    <DevMirrorsSkip>x;{trust}</DevMirrorsSkip>
                    <DevMirrorsPolicy>$(MSBuildThisFileDirectory)mirrors.yaml</DevMirrorsPolicy>
                  </PropertyGroup>
                </Project>
                """);
        },
        ["every-ecosystem-under-ci"] = world => world.Build.Environment["CI"] = "true",
        ["rules-that-probe-secrets"] = world => world.Build.Environment.Remove("DEVMIRRORS_REGION"),
    };

    // As if the project had been restored before, so that the stamp is looked at.
    private static void Committed(HostileWorld world, string stamp)
    {
        world.Build.Write("A/obj/project.nuget.cache", """{ "version": 2, "success": true }""");
        if (stamp.Length > 0)
            world.Build.Write("A/obj/devmirrors/stamp", stamp);
    }
}
