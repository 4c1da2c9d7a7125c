using System.ComponentModel;
using CliWrap;
using CliWrap.Buffered;
using DevMirrors.Config;

namespace DevMirrors.Tool;

/// <summary>Runs a client's cache cleaning: the one place where a client runs in the user's own environment, because it is the user's cache.</summary>
internal static class CacheCleaner
{
    // Deleting a module cache of a hundred thousand files takes its time.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);

    public static CacheResult Run(CacheResult cleaning, Request request)
    {
        var (code, reason) = Run(cleaning.Cleaning, request.Machine);
        if (code != 0)
            request.Found.Add(Diagnose.CleaningFailed(cleaning.Cleaning.Command, Secrets.Mask(reason)));
        return cleaning with { ExitCode = code };
    }

    private static (int Code, string Reason) Run(CacheCleaning cleaning, Machine machine)
    {
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            var result = Cli.Wrap(machine.Find(cleaning.Program)!)
                .WithArguments(cleaning.Arguments)
                .WithWorkingDirectory(machine.CurrentFolder)
                .WithValidation(CommandResultValidation.None)
                .ExecuteBufferedAsync(patience.Token)
                .GetAwaiter().GetResult();
            return (result.ExitCode, Last(result.StandardError) ?? Last(result.StandardOutput) ?? $"exit code {result.ExitCode}");
        }
        catch (Exception e) when (e is OperationCanceledException or Win32Exception or InvalidOperationException)
        {
            return (-1, e is OperationCanceledException ? $"it took longer than {Patience.TotalMinutes:0} minutes" : e.Message);
        }
    }

    private static string? Last(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).LastOrDefault();
}
