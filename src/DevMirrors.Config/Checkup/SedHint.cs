namespace DevMirrors.Config;

/// <summary>The commands of hints that change a file's bytes.</summary>
internal static class SedHint
{
    public static string WithoutMark(string path) => Of(@"1s/^\xEF\xBB\xBF//", path);

    public static string WithoutReturns(string path) => Of(@"s/\r$//", path);

    // It puts a new file in the place of the one that it is told: of a link that is the link, and not every sed can be told to follow it.
    private static string Of(string script, string path) => $"`sed -i '{script}' {ShellWord.Path(new FileInfo(path).LinkTarget is null ? path : RealPath.Of(path))}`";
}
