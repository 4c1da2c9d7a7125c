using System.CommandLine;
using DevMirrors.Config;

namespace DevMirrors.Tool;

/// <summary>Turns options and the variables that stand for them into a <see cref="Request"/>; what is wrong in them is in its diagnostics.</summary>
internal sealed class RequestReader(CommonOptions options, ParseResult parsed, Machine machine)
{
    private readonly DiagnosticBag _found = new();

    public Request Read()
    {
        var format = Choose(options.Format, "DEVMIRRORS_FORMAT", CommonOptions.Formats, OutputFormat.Human);
        var verbosity = Choose(options.Verbosity, "DEVMIRRORS_VERBOSITY", CommonOptions.Verbosities, Verbosity.Normal);
        var scope = Choose(options.Scope, null, CommonOptions.Scopes, Scope.User);
        var run = new RunOptions(Path(options.Policy, "DEVMIRRORS_POLICY"), Text(options.Region), Only(), scope);
        var request = new Request(
            Rooted(scope), run, Text(options.Scope) is not null, parsed.GetResult(options.Yes) is { Implicit: false }, format, verbosity,
            Terminal.Of(machine, parsed.GetResult(options.NoColor) is { Implicit: false }));
        request.Found.AddRange(_found);
        return request;
    }

    private Machine Rooted(Scope scope)
    {
        if (Path(options.Root, null) is not { } root)
            return machine;
        if (scope != Scope.Machine)
            _found.Add(Diagnose.RootNeedsMachineScope());
        // A mistyped root would be made, written and forgotten.
        else if (!Directory.Exists(root))
            _found.Add(Diagnose.NoSuchRoot(root));
        return machine with { Root = root, KeepsState = false };
    }

    private List<string>? Only()
    {
        var given = Texts(options.Only);
        var source = given is null ? "DEVMIRRORS_ONLY" : options.Only.Name;
        var texts = given ?? (machine.Variable("DEVMIRRORS_ONLY") is { } variable ? [variable] : []);
        if (texts.Count == 0)
            return null;
        var names = texts.SelectMany(t => t.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).Distinct().ToList();
        var known = EcosystemList.All.Select(e => e.Name).ToList();
        foreach (var name in names.Where(n => !known.Contains(n)))
            _found.Add(Diagnose.UnknownValue(source, name, known, NearestName.Of(name, known)));
        // A script's empty variable must not make `check` look at nothing and say that all is well.
        if (names.Count == 0)
            _found.Add(Diagnose.UnknownValue(source, texts[0], known, null));
        return names;
    }

    private T Choose<T>(Option<string> option, string? variable, string[] values, T fallback)
        where T : struct, Enum
    {
        var (text, source) = Text(option) is { } given ? (given, option.Name) : (variable is null ? null : machine.Variable(variable), variable ?? "");
        if (text is null)
            return fallback;
        if (values.Contains(text))
            return Enum.Parse<T>(text, ignoreCase: true);
        _found.Add(Diagnose.UnknownValue(source, text, values, NearestName.Of(text, values)));
        return fallback;
    }

    private string? Path(Option<string> option, string? variable)
    {
        var path = Text(option) ?? (variable is null ? null : machine.Variable(variable));
        return path is null ? null : System.IO.Path.GetFullPath(path, machine.CurrentFolder);
    }

    private string? Text(Option<string> option) => Texts(option)?.LastOrDefault();

    // The words themselves: asking for the value throws where an option stands twice, which is reported as any other wrong use.
    private List<string>? Texts(Option option) => parsed.GetResult(option)?.Tokens.Select(t => t.Value).ToList();
}
