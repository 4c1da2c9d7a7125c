using System.Diagnostics;
using DevMirrors.Testing;

namespace DevMirrors.Promises.Tests;

/// <summary>The tool in the middle of something that a program which it started tells through a FIFO, so that a signal meets it just there.</summary>
internal sealed class RunningTool : IDisposable
{
    private readonly Process _process;
    private readonly string _started;

    private RunningTool(Process process, string[] told)
    {
        _process = process;
        _started = told[0];
        Folder = told[1];
    }

    /// <summary>What the started program says in a line: its process id, and a folder.</summary>
    public string Folder { get; }

    public static async Task<RunningTool> Start(ObedientClients scene, params string[] arguments)
    {
        LibC.MakeFifo(scene.Fifo);
        // Who runs these tests in the background hands ignored signals down.
        var start = new ProcessStartInfo("/usr/bin/env", ["--default-signal=INT,QUIT,TERM,HUP", ToolUnderTest.Path, .. arguments]) { WorkingDirectory = scene.World.Repository, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var name in new[] { "XDG_CACHE_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME", "DOCKER_HOST" })
            start.Environment[name] = null;
        start.Environment["HOME"] = scene.World.Home;
        foreach (var (name, value) in scene.Environment)
            start.Environment[name] = value;
        var process = Process.Start(start)!;
        using var reader = new StreamReader(await Task.Run(() => File.OpenRead(scene.Fifo)).WaitAsync(TimeSpan.FromMinutes(4)));
        return new RunningTool(process, (await reader.ReadLineAsync())!.Split(' '));
    }

    public async Task<int> End(string signal)
    {
        Kill(signal, $"{_process.Id}");
        await _process.WaitForExitAsync();
        return _process.ExitCode;
    }

    /// <summary>Ends what it has started.</summary>
    public async Task EndStarted()
    {
        Kill("KILL", _started);
        await StartedEnds();
    }

    /// <summary>Waits until what it has started has ended.</summary>
    public async Task StartedEnds()
    {
        while (IsAlive(_started))
            await Task.Yield();
    }

    public void Dispose()
    {
        Kill("KILL", _started);
        _process.Dispose();
    }

    private static void Kill(string signal, string id)
    {
        using var kill = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", $"kill -{signal} {id} 2>/dev/null"]))!;
        kill.WaitForExit();
    }

    private static bool IsAlive(string id)
    {
        try
        {
            return !File.ReadAllText($"/proc/{id}/stat").Contains(") Z ", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return false;
        }
    }
}
