using System.Text.RegularExpressions;

namespace DevMirrors.Config;

/// <summary>One word of a command line for a POSIX shell.</summary>
public static partial class ShellWord
{
    /// <summary>In single quotes, between which nothing has a meaning.</summary>
    public static string Quoted(string text) => $"'{text.Replace("'", @"'\''", StringComparison.Ordinal)}'";

    /// <summary>An absolute path as a hint's command takes it: quoted wherever a shell or a program could read something into it, also once the folder before it is left out.</summary>
    public static string Path(string path) => Plain().IsMatch(path) ? path : Quoted(path);

    // No part begins with a dash, which would be an option, or with a tilde, which would be a home.
    [GeneratedRegex(@"\A(?:/[A-Za-z0-9._+@%:,][A-Za-z0-9._+@%:,=-]*)+\z")]
    private static partial Regex Plain();
}
