namespace DevMirrors.Config;

/// <summary>Where go keeps its settings.</summary>
internal static class GoFiles
{
    public const string Off = "off";

    /// <summary>The user's env file; null, and the reason in <paramref name="found"/>, where go reads none or not always the same.</summary>
    public static string? User(Machine machine, DiagnosticBag found)
    {
        if (machine.Variable("GOENV") is { } chosen)
            return Chosen(chosen, found);
        if (ConfigFolder(machine) is not { } folder)
            found.Add(Diagnose.NoGoEnvFile("there is no home folder"));
        else if (!Path.IsPathFullyQualified(folder))
            found.Add(Diagnose.NoGoEnvFile($"`{folder}` is not an absolute path, and go ignores it"));
        else
            return Path.Combine(folder, "go", "env");
        return null;
    }

    /// <summary>The settings that came with the go on the PATH, Go 1.21 and later; null where no go is found.</summary>
    public static string? Installed(Machine machine)
    {
        if (machine.Variable("GOROOT") is { } root)
            return Path.Combine(root, "go.env");
        if (machine.Find("go") is not { } program)
            return null;
        // Distributions link /usr/bin/go to GOROOT/bin/go.
        var real = File.ResolveLinkTarget(program, returnFinalTarget: true)?.FullName ?? program;
        return Path.GetDirectoryName(Path.GetDirectoryName(real)) is { } derived ? Path.Combine(derived, "go.env") : null;
    }

    private static string? Chosen(string path, DiagnosticBag found)
    {
        if (path == Off)
            found.Add(Diagnose.GoEnvSwitchedOff());
        else if (!Path.IsPathFullyQualified(path))
            found.Add(Diagnose.NoGoEnvFile($"GOENV is `{path}`, which is another file in every folder"));
        else
            return path;
        return null;
    }

    // os.UserConfigDir of Go: unlike most programs it takes a relative XDG_CONFIG_HOME for an error, not for unset.
    private static string? ConfigFolder(Machine machine) => machine.Os switch
    {
        OsKind.Windows => machine.Variable("AppData"),
        OsKind.MacOS => machine.InHome("Library", "Application Support"),
        _ => machine.Variable("XDG_CONFIG_HOME") ?? machine.InHome(".config"),
    };
}
