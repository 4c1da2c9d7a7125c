using System.Text;
using System.Text.RegularExpressions;

namespace DevMirrors.Config;

/// <summary>Finds what Yarn from version 2 sends to whatever its registry is: https://yarnpkg.com/configuration/yarnrc#npmAuthToken.</summary>
internal static partial class YarnCredentials
{
    private static readonly string[] Variables = ["YARN_NPM_AUTH_TOKEN", "YARN_NPM_AUTH_IDENT"];

    /// <summary>The first of the environment, the current folder and its parents, and the home; its place is null for the environment.</summary>
    public static (string Key, Place? Place)? Find(Machine machine)
    {
        if (Variables.FirstOrDefault(v => machine.Variable(v) is not null) is { } variable)
            return (variable, null);
        var name = machine.Variable("YARN_RC_FILENAME") ?? ".yarnrc.yml";
        return Folders(machine).Select(f => FindIn(Path.Combine(f, name))).FirstOrDefault(f => f is not null);
    }

    private static IEnumerable<string> Folders(Machine machine)
    {
        for (string? folder = machine.CurrentFolder; folder is not null; folder = Path.GetDirectoryName(folder))
            yield return folder;
        if (machine.Home.Length > 0)
            yield return machine.Home;
    }

    private static (string Key, Place? Place)? FindIn(string path)
    {
        if (FileSnapshot.Read(path, new DiagnosticBag()) is not { Exists: true } file)
            return null;
        var line = 0;
        foreach (var row in Encoding.UTF8.GetString(file.Bytes.Span).TrimStart('\ufeff').Split('\n'))
        {
            line++;
            if (TopLevel().Match(row) is { Success: true } match)
                return (match.Groups[1].Value, new Place(path, line, match.Groups[1].Index + 1));
        }
        return null;
    }

    // Keys below `npmScopes` and `npmRegistries` are bound to a server. A mapping in braces on one line is read too.
    [GeneratedRegex(@"^(?:\{.*?)?[""']?(npmAuth(?:Token|Ident))[""']?\s*:")]
    private static partial Regex TopLevel();
}
