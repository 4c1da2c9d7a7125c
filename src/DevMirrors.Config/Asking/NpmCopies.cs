using System.Text;

namespace DevMirrors.Config;

/// <summary>The lines of the project's and the user's .npmrc that give the settings asked for. Everybody's file is read where it is.</summary>
internal static class NpmCopies
{
    // Where everybody's file is, which the user's may move.
    private static readonly string[] Leading = ["prefix", "globalconfig"];

    public static IReadOnlyList<ClientCopy> Of(IReadOnlyList<string> settings, Machine machine) =>
    [
        .. Copy(NpmFiles.NearestProject(machine), settings, Path.Combine(ClientCopies.Work, NpmFiles.Name)),
        .. Copy(User(machine), [.. settings, .. Leading], NpmFiles.Name),
    ];

    /// <summary>The user's file is the copy, wherever the original is.</summary>
    public static IReadOnlyDictionary<string, string?> Variables(Machine machine) =>
        NpmFiles.Variables(machine).Where(v => v.Key == "userconfig").ToDictionary(v => v.Variable, _ => (string?)null);

    private static string? User(Machine machine) =>
        NpmFiles.User(machine) ?? (NpmFiles.Variable(machine, "userconfig") is { } relative ? Path.GetFullPath(relative, machine.CurrentFolder) : null);

    private static IEnumerable<ClientCopy> Copy(string? path, IReadOnlyList<string> settings, string to)
    {
        if (path is null || FileSnapshot.Read(path, new DiagnosticBag()) is not { Exists: true } file)
            yield break;
        var text = Encoding.Latin1.GetString(file.Bytes.Span);
        var lines = NpmrcDefinition.Read(text).Definitions
            .Where(d => settings.Contains(d.Key))
            .Select(d => $"{text[d.Line.Start..d.Start]}{Secrets.MaskAddress(text[d.Start..d.End])}{text[d.End..d.Line.End]}\n");
        yield return new ClientCopy(to, Encoding.Latin1.GetBytes(string.Concat(lines)));
    }
}
