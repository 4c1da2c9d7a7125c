using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;
using DevMirrors.Config;

namespace DevMirrors.Tool;

/// <summary>Runs a command as if it had been typed: its own input, output, signals and exit code.</summary>
internal static partial class ChildProcess
{
    // What a shell says: found but not executable, and not found.
    private const int NotExecutable = 126;
    private const int NotFound = 127;

    private static readonly List<PosixSignalRegistration> Handled = [];

    // What came while the command was being started.
    private static readonly List<int> Early = [];

    private static int _child;

    public static int Run(string[] words, IReadOnlyDictionary<string, string?> variables, Machine machine, Terminal terminal)
    {
        if (Locate(words[0], machine) is not { } path)
            return Refuse(Diagnose.CommandNotFound(words[0]), NotFound, terminal);
        var start = new ProcessStartInfo(path, words[1..]) { UseShellExecute = false };
        foreach (var (name, value) in variables)
            start.Environment[name] = value;
        try
        {
            return Wait(start);
        }
        catch (Win32Exception e)
        {
            return Refuse(Diagnose.CommandNotExecutable(words[0], e.Message), NotExecutable, terminal);
        }
    }

    // The framework would look beside our own program and in the current folder before the PATH.
    private static string? Locate(string program, Machine machine) =>
        program.AsSpan().ContainsAny('/', Path.DirectorySeparatorChar)
            ? Path.GetFullPath(program, machine.CurrentFolder) is var path && File.Exists(path) ? path : null
            : machine.Find(program);

    private static int Wait(ProcessStartInfo start)
    {
        // A terminal sends Ctrl+C to the command itself; we only have to outlive it. The others come to us alone and are passed on.
        // Never given back: a signal may still be on its way to us when the command has ended of it.
        Handled.Add(PosixSignalRegistration.Create(PosixSignal.SIGINT, context => context.Cancel = true));
        Handled.Add(PosixSignalRegistration.Create(PosixSignal.SIGQUIT, context => context.Cancel = true));
        Handled.Add(PassOn(PosixSignal.SIGTERM, 15));
        Handled.Add(PassOn(PosixSignal.SIGHUP, 1));
        using var process = Process.Start(start)!;
        Started(process.Id);
        process.WaitForExit();
        return process.ExitCode;
    }

    private static PosixSignalRegistration PassOn(PosixSignal signal, int number) =>
        PosixSignalRegistration.Create(signal, context =>
        {
            context.Cancel = true;
            lock (Early)
            {
                if (_child == 0)
                    Early.Add(number);
                else
                    Send(number);
            }
        });

    private static void Started(int child)
    {
        lock (Early)
        {
            _child = child;
            Early.ForEach(Send);
        }
    }

    private static void Send(int number)
    {
        if (!OperatingSystem.IsWindows())
            _ = Kill(_child, number);
    }

    private static int Refuse(Diagnostic diagnostic, int code, Terminal terminal)
    {
        DiagnosticsView.Write(diagnostic, terminal);
        terminal.Flush();
        return code;
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int process, int signal);
}
