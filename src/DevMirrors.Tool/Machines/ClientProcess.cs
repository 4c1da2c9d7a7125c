using System.ComponentModel;
using CliWrap;
using DevMirrors.Config;

namespace DevMirrors.Tool;

/// <summary>Runs a client to ask it something: bounded in time and in what it says, its standard error dropped, its HOME a scratch folder.</summary>
internal static class ClientProcess
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>The machine, able to ask clients; each question gets a home and folder of its own that are deleted afterwards.</summary>
    public static Machine AskedFrom(Machine machine) => machine with
    {
        Ask = (program, arguments, environment) =>
        {
            if (!IsThere(program, machine))
                return null;
            using var home = ScratchHome.TryCreate(machine);
            // Without a folder for it nobody can be asked.
            return home is null ? null : Run(machine, program, arguments, home.With(environment), home.WorkFolder);
        },
    };

    /// <summary>Whether there is a program of this name that may be asked.</summary>
    public static bool IsThere(string program, Machine machine) => Find(program, machine) is not null;

    /// <summary>Standard output, or null where the program is missing, fails, says more than <see cref="BoundedAnswer.MaxBytes"/> or takes longer than that: ten seconds, where nothing else is said.</summary>
    public static string? Run(
        Machine machine, string program, IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string?> environment, string folder, TimeSpan? patience = null)
    {
        // Found by us: the framework would look beside our own program and in the current folder before the PATH.
        if (Find(program, machine) is not { } path)
            return null;
        using var end = CancellationTokenSource.CreateLinkedTokenSource(EndingSignal.Came);
        end.CancelAfter(patience ?? Patience);
        using var answer = new BoundedAnswer(end.Cancel);
        try
        {
            var result = Cli.Wrap(path)
                .WithArguments(arguments)
                .WithEnvironmentVariables(environment)
                .WithWorkingDirectory(folder)
                .WithValidation(CommandResultValidation.None)
                .WithStandardOutputPipe(answer.Target)
                // Read to its end: npm fails where nobody listens to its warnings.
                .WithStandardErrorPipe(PipeTarget.ToStream(Stream.Null))
                .ExecuteAsync(end.Token)
                .GetAwaiter().GetResult();
            return result.ExitCode == 0 ? answer.Text : null;
        }
        catch (Exception e) when (e is OperationCanceledException or Win32Exception or InvalidOperationException)
        {
            EndingSignal.AwaitEnd();
            return null;
        }
    }

    // A folder of the PATH like `node_modules/.bin` is the current repository's, whoever wrote that.
    private static string? Find(string program, Machine machine) =>
        (machine with { SearchPath = [.. machine.SearchPath.Where(folder => Path.IsPathFullyQualified(folder))] }).Find(program);
}
