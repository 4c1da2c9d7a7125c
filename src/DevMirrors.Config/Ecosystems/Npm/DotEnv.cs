using System.Text;

namespace DevMirrors.Config;

/// <summary>The variables that Bun takes from files beside a project's package.json: https://bun.sh/docs/runtime/env.</summary>
internal static class DotEnv
{
    private static readonly string[] Names = [".env.local", ".env.production.local", ".env.development.local", ".env.test.local", ".env.production", ".env.development", ".env.test", ".env"];

    // Bun installs from the root of a workspace, which may be any of the parents.
    public static (string Key, Place? Place)? Find(Machine machine, string? repository, Func<string, bool> isMeant) =>
        NpmFiles.Parents(machine).Concat(repository is null ? [] : [repository]).Distinct()
            .SelectMany(folder => Names.Select(name => FindIn(Path.Combine(folder, name), isMeant))).FirstOrDefault(f => f is not null);

    private static (string Key, Place? Place)? FindIn(string path, Func<string, bool> isMeant)
    {
        if (FileSnapshot.Read(path, new DiagnosticBag()) is not { Exists: true } file)
            return null;
        var lines = Encoding.UTF8.GetString(file.Bytes.Span).TrimStart('\ufeff').Split('\n');
        for (var line = 0; line < lines.Length; line++)
            if (Key(lines[line]) is { } key && isMeant(key))
                return (key, new Place(path, line + 1, 1));
        return null;
    }

    // `export NAME = value` and `NAME: value`; what stands within quotes over several lines is read as lines, too.
    private static string? Key(string line)
    {
        var text = line.TrimStart();
        if (text.StartsWith("export ", StringComparison.Ordinal))
            text = text["export ".Length..].TrimStart();
        var end = text.AsSpan().IndexOfAny('=', ':');
        return end > 0 && text[(end + 1)..].Trim(' ', '\t', '\r', '"', '\'', '`').Length > 0 ? text[..end].TrimEnd() : null;
    }
}
