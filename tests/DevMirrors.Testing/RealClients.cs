using Xunit;

namespace DevMirrors.Testing;

/// <summary>Where the real clients and servers are on this machine.</summary>
public static class RealClients
{
    /// <summary>Set by .ci/run: there a missing client is a failure, not a skip.</summary>
    public static bool Required => Environment.GetEnvironmentVariable("DEVMIRRORS_REQUIRE_CLIENTS") == "1";

    /// <summary>The program's absolute path, or null. <c>verdaccio</c> is looked for where eng/test-clients/install.sh puts it.</summary>
    public static string? Find(string program)
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Append("/usr/sbin");
        if (program == "verdaccio")
            folders = [Path.Combine(Checkout.Folder, "artifacts", "clients", "node_modules", ".bin")];
        return folders.Where(f => f.Length > 0).Select(f => Path.Combine(f, program)).FirstOrDefault(File.Exists);
    }

    /// <summary>Why a test that needs these has to be skipped; null where it can run.</summary>
    internal static string? Missing(string[] programs)
    {
        var missing = programs.Where(p => Find(p) is null).ToList();
        return missing.Count > 0 && !Required ? $"needs {string.Join(", ", missing)}: run eng/test-clients/install.sh" : null;
    }
}

/// <summary>A test with cases that runs real programs: skipped like <see cref="RealClientFactAttribute"/>.</summary>
public sealed class RealClientTheoryAttribute : TheoryAttribute
{
    public RealClientTheoryAttribute(params string[] programs) => Skip = RealClients.Missing(programs);
}

/// <summary>A test that runs real programs: skipped, with the reason, where one is missing; never skipped under .ci/run.</summary>
public sealed class RealClientFactAttribute : FactAttribute
{
    public RealClientFactAttribute(params string[] programs) => Skip = RealClients.Missing(programs);

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
