using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace DevMirrors.Testing;

/// <summary>A server program that a test starts, waits for and ends, by its own process id and after ten minutes at the latest.</summary>
public sealed class ServerProcess : IDisposable
{
    private readonly Process _process;
    private bool _isEnded;

    private ServerProcess(Process process, string log)
    {
        _process = process;
        Log = log;
    }

    /// <summary>The file that holds the server's output.</summary>
    public string Log { get; }

    public string Output => File.Exists(Log) ? ReadShared(Log) : "";

    public static async Task<ServerProcess> Start(
        string program, IEnumerable<string> arguments, string log, Func<Task<bool>> isReady, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo("/bin/sh") { UseShellExecute = false, RedirectStandardInput = true };
        start.ArgumentList.Add("-c");
        // exec: the process we hold is the server itself; timeout: a test run that dies leaves nothing behind for long.
        start.ArgumentList.Add("log=$1; shift; exec timeout --kill-after=10 600 \"$@\" > \"$log\" 2>&1");
        start.ArgumentList.Add("sh");
        start.ArgumentList.Add(log);
        start.ArgumentList.Add(program);
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
            start.Environment[name] = value;
        var server = new ServerProcess(Process.Start(start)!, log);
        await server.WaitFor(isReady, program);
        return server;
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public static async Task<bool> Answers(string url)
    {
        using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(2) };
        try
        {
            using var response = await client.GetAsync(url);
            return response.IsSuccessStatusCode;
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
        {
            return false;
        }
    }

    public void Dispose()
    {
        if (_isEnded)
            return;
        _isEnded = true;
        if (!_process.HasExited)
        {
            // TERM, so that daemons unmount and remove what they made; timeout(1) passes it on.
            using var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
            kill.WaitForExit();
            if (!_process.WaitForExit(TimeSpan.FromSeconds(20)))
                _process.Kill(entireProcessTree: true);
        }
        _process.Dispose();
    }

    private async Task WaitFor(Func<Task<bool>> isReady, string program)
    {
        var clock = Stopwatch.StartNew();
        while (!await isReady())
        {
            if (_process.HasExited || clock.Elapsed > TimeSpan.FromSeconds(60))
            {
                Dispose();
                throw new InvalidOperationException($"{program} did not start:\n{Output}");
            }
            await Task.Delay(50);
        }
    }

    private static string ReadShared(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
