using System.ComponentModel;
using CliWrap;
using CliWrap.Buffered;
using DevMirrors.Config;

namespace DevMirrors.Tool;

/// <summary>Runs a client's cache cleaning: the one place where a client runs in the user's own environment, because it is the user's cache; its folder holds nothing but fences.</summary>
internal static class CacheCleaner
{
    // Deleting a module cache of a hundred thousand files takes its time.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);

    public static CacheResult Run(CacheResult cleaning, Request request, CleaningFolder folder)
    {
        var (code, reason) = Run(cleaning.Cleaning, request.Machine, folder);
        if (code != 0)
            request.Found.Add(Diagnose.CleaningFailed(cleaning.Cleaning.Command, Secrets.Mask(SecretVariables.Mask(reason, request.Machine.Environment))));
        return cleaning with { ExitCode = code };
    }

    private static (int Code, string Reason) Run(CacheCleaning cleaning, Machine machine, CleaningFolder folder)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(EndingSignal.Came);
        patience.CancelAfter(Patience);
        try
        {
            var result = Cli.Wrap(machine.Find(cleaning.Program)!)
                .WithArguments(cleaning.Arguments)
                .WithWorkingDirectory(folder.Path)
                .WithEnvironmentVariables(folder.Variables)
                .WithValidation(CommandResultValidation.None)
                .ExecuteBufferedAsync(patience.Token)
                .GetAwaiter().GetResult();
            return (result.ExitCode, ClientReason.Of(result.StandardError, result.StandardOutput) ?? $"exit code {result.ExitCode}");
        }
        catch (Exception e) when (e is OperationCanceledException or Win32Exception or InvalidOperationException)
        {
            EndingSignal.AwaitEnd();
            return (-1, e is OperationCanceledException ? $"it took longer than {Patience.TotalMinutes:0} minutes" : e.Message);
        }
    }
}
