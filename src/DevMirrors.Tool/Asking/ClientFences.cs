using DevMirrors.Config;

namespace DevMirrors.Tool;

/// <summary>Keeps a client from running what a project above its folder names: another version of itself, or another program in its place.</summary>
internal static class ClientFences
{
    public static readonly IReadOnlyDictionary<string, string?> Variables = new Dictionary<string, string?>
    {
        // Go, Corepack, pnpm and Yarn would else fetch or run the version that a setting or a project names.
        ["GOTOOLCHAIN"] = "local",
        ["COREPACK_ENABLE_PROJECT_SPEC"] = "0",
        ["npm_config_manage_package_manager_versions"] = "false",
        ["YARN_IGNORE_PATH"] = "1",
    };

    public static void Write(string folder)
    {
        foreach (var fence in ClientCopies.Fences)
            Write(fence, folder);
    }

    /// <summary>For this user alone.</summary>
    public static void Write(ClientCopy copy, string folder)
    {
        var target = Path.Combine(folder, copy.Path);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var file = new FileStream(target, options);
        file.Write(copy.Bytes.Span);
    }
}
