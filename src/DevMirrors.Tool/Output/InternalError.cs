using DevMirrors.Config;

namespace DevMirrors.Tool;

/// <summary>What a bug of ours looks like: short, without secrets, with what a report needs.</summary>
internal static class InternalError
{
    public static int Report(Exception bug, string[] args)
    {
        var detailed = args.Contains("detailed") || args.Contains("--verbosity=detailed");
        var text = detailed ? bug.ToString() : $"{bug.GetType().Name}: {bug.Message}";
        try
        {
            Console.Error.WriteLine($"devmirrors: internal error: {(detailed ? Secrets.Mask(text) : Visible.Of(Secrets.Mask(text)))}");
            Console.Error.WriteLine(detailed
                ? $"  hint: please report this with devmirrors {Program.Version} and the lines above"
                : "  hint: please report this; `--verbosity detailed` shows where it happened");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Standard error is closed, which may have been the reason itself.
        }
        return ExitCode.Unfinished;
    }
}
