using System.ComponentModel;
using CliWrap;
using CliWrap.Buffered;
using DevMirrors.Config;

namespace DevMirrors.Tool;

/// <summary>Runs a client to ask it something: bounded in time, its standard error dropped, its HOME a scratch folder.</summary>
internal static class ClientProcess
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>The machine, able to ask clients; each question gets a home and folder of its own that are deleted afterwards.</summary>
    public static Machine AskedFrom(Machine machine) => machine with
    {
        Ask = (program, arguments, environment) =>
        {
            using var home = ScratchHome.TryCreate(machine);
            // Without a temporary folder nobody can be asked.
            return home is null ? null : Run(machine, program, arguments, home.With(environment), home.Folder);
        },
    };

    /// <summary>Standard output, or null where the program is missing, fails or takes longer than that: ten seconds, where nothing else is said.</summary>
    public static string? Run(
        Machine machine, string program, IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string?> environment, string folder, TimeSpan? patience = null)
    {
        // Found by us: the framework would look beside our own program and in the current folder before the PATH.
        if (machine.Find(program) is not { } path)
            return null;
        using var end = new CancellationTokenSource(patience ?? Patience);
        try
        {
            var result = Cli.Wrap(path)
                .WithArguments(arguments)
                .WithEnvironmentVariables(environment)
                .WithWorkingDirectory(folder)
                .WithValidation(CommandResultValidation.None)
                .ExecuteBufferedAsync(end.Token)
                .GetAwaiter().GetResult();
            return result.ExitCode == 0 ? result.StandardOutput : null;
        }
        catch (Exception e) when (e is OperationCanceledException or Win32Exception or InvalidOperationException)
        {
            return null;
        }
    }
}
