using System.Text;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace DevMirrors.Config;

/// <summary>Finds what Yarn from version 2 sends to whatever its registry is: https://yarnpkg.com/configuration/yarnrc#npmAuthToken.</summary>
internal static class YarnCredentials
{
    private static readonly string[] Variables = ["YARN_NPM_AUTH_TOKEN", "YARN_NPM_AUTH_IDENT", "YARN_HTTPS_KEY_FILE_PATH"];
    private static readonly string[] Keys = ["npmAuthToken", "npmAuthIdent", "httpsKeyFilePath"];

    /// <summary>The first of the environment, the current folder and its parents, and the home; its place is null for the environment.</summary>
    public static (string Key, Place? Place)? Find(Machine machine)
    {
        // Yarn takes its variables in any case.
        if (machine.Environment.Keys.FirstOrDefault(v => Variables.Contains(v, StringComparer.OrdinalIgnoreCase)) is { } variable)
            return (variable, null);
        var name = machine.Variable("YARN_RC_FILENAME") ?? ".yarnrc.yml";
        var folders = machine.Home.Length > 0 ? NpmFiles.Parents(machine).Append(machine.Home) : NpmFiles.Parents(machine);
        return folders.Select(f => FindIn(Path.Combine(f, name))).FirstOrDefault(f => f is not null);
    }

    private static (string Key, Place? Place)? FindIn(string path)
    {
        if (FileSnapshot.Read(path, new DiagnosticBag()) is not { Exists: true } file)
            return null;
        var text = Encoding.UTF8.GetString(file.Bytes.Span).TrimStart('\ufeff');
        try
        {
            return TopLevel(new Parser(new StringReader(text))).FirstOrDefault(s => Keys.Contains(s.Value)) is { } key ? (key.Value, new Place(path, (int)key.Start.Line, (int)key.Start.Column)) : null;
        }
        catch (Exception e) when (e is YamlException or InvalidOperationException or ArgumentException)
        {
            // What cannot be read may hold one.
            return Keys.FirstOrDefault(text.Contains) is { } key ? (key, new Place(path, 1, 1)) : null;
        }
    }

    // Keys below `npmScopes` and `npmRegistries` are bound to a server; the scalars of the outermost mapping that are no keys of Yarn's do no harm here.
    private static IEnumerable<Scalar> TopLevel(Parser events)
    {
        for (var depth = 0; events.MoveNext() && events.Current is { } next;)
        {
            depth += next.NestingIncrease;
            // The parser's time grows with the square of the depth.
            if (depth > MaxDepth)
                throw new YamlException("it is nested too deep");
            if (next is Scalar scalar && depth == Outermost)
                yield return scalar;
        }
    }

    private const int MaxDepth = 64;

    // Stream, document, mapping.
    private const int Outermost = 3;
}
