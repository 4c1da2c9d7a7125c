using System.Globalization;
using System.Runtime.InteropServices;
using CliWrap;
using CliWrap.Buffered;
using DevMirrors.Config;
using DevMirrors.Testing;

namespace DevMirrors.EndToEnd.Tests;

/// <summary>A real dockerd that lives below a scratch folder: its file, data, socket and pid file; no network, no iptables.</summary>
internal sealed partial class DockerDaemonProcess : IAsyncDisposable
{
    private const int HangUpSignal = 1;

    private readonly ScratchMachine _scratch;
    private readonly CancellationTokenSource _stop = new();
    private readonly CommandTask<CommandResult> _daemon;

    private DockerDaemonProcess(ScratchMachine scratch, string folder)
    {
        _scratch = scratch;
        ConfigFile = Path.Combine(scratch.Root, "etc", "docker", "daemon.json");
        Socket = $"unix://{folder}/docker.sock";
        PidFile = Path.Combine(scratch.Root, "var", "run", "docker.pid");
        DataRoot = Path.Combine(folder, "data");
        Directory.CreateDirectory(Path.GetDirectoryName(PidFile)!);
        // The scratch machine sees the processes of the real one, and so finds this daemon by its pid file.
        Directory.CreateSymbolicLink(Path.Combine(scratch.Root, "proc"), "/proc");
        _daemon = Cli.Wrap(Find("timeout")!)
            .WithArguments([
                "300", Find("dockerd")!, "--config-file", ConfigFile, "--data-root", DataRoot, "--exec-root", Path.Combine(folder, "exec"),
                "-H", Socket, "--pidfile", PidFile, "--iptables=false", "--ip6tables=false", "--bridge=none", "--storage-driver=vfs"])
            .WithEnvironmentVariables(e => e.Set("HOME", scratch.Home))
            .WithStandardErrorPipe(PipeTarget.ToDelegate(line => Log += line + "\n"))
            .WithValidation(CommandResultValidation.None)
            .ExecuteAsync(CancellationToken.None, _stop.Token);
    }

    public string ConfigFile { get; }

    public string Socket { get; }

    public string PidFile { get; }

    public string Log { get; private set; } = "";

    private string DataRoot { get; }

    /// <summary>The scratch machine, with a real docker client to ask and a real signal to send.</summary>
    public Machine Machine => _scratch.Machine with { UserId = 0, SearchPath = ["/usr/sbin"], Ask = Ask, HangUp = HangUp };

    public static string? Find(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Append("/usr/sbin").Select(f => Path.Combine(f, program)).FirstOrDefault(File.Exists);

    /// <summary>Starts the daemon, whose file must exist, and waits until it answers.</summary>
    public static async Task<DockerDaemonProcess> StartAsync(ScratchMachine scratch)
    {
        var daemon = new DockerDaemonProcess(scratch, Directory.CreateDirectory(Path.Combine(scratch.Folder, "docker")).FullName);
        while (await daemon.InfoAsync("{{.ID}}") is null)
        {
            if (daemon._daemon.Task.IsCompleted)
                throw new InvalidOperationException($"dockerd did not start:\n{daemon.Log}");
        }
        return daemon;
    }

    public async Task<string?> InfoAsync(string format)
    {
        var result = await Docker(["-H", Socket, "info", "-f", format]).ExecuteBufferedAsync();
        return result.IsSuccess && !result.StandardError.Contains("Cannot connect", StringComparison.Ordinal) ? result.StandardOutput.Trim() : null;
    }

    public async ValueTask DisposeAsync()
    {
        // timeout hands the signal on, and ends when dockerd has.
        if (int.TryParse(File.Exists(PidFile) ? File.ReadAllText(PidFile) : "", CultureInfo.InvariantCulture, out var id) && !_daemon.Task.IsCompleted)
            _ = Signal(id, 15);
        else
            await _stop.CancelAsync();
        await _daemon;
        // dockerd leaves its data folder mounted on itself.
        await Cli.Wrap("umount").WithArguments([DataRoot]).WithValidation(CommandResultValidation.None).ExecuteAsync();
        File.Delete(Path.Combine(_scratch.Root, "proc"));
        _stop.Dispose();
    }

    private string? Ask(string program, IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string?> environment)
    {
        if (program != "docker")
            return null;
        var result = Docker(arguments).WithEnvironmentVariables(environment).ExecuteBufferedAsync().Task.GetAwaiter().GetResult();
        return result.IsSuccess ? result.StandardOutput : null;
    }

    private Command Docker(IEnumerable<string> arguments) => Cli.Wrap(Find("docker")!)
        .WithArguments(arguments)
        .WithEnvironmentVariables(e => e.Set("HOME", _scratch.Home))
        .WithValidation(CommandResultValidation.None);

    private static bool HangUp(int id) => Signal(id, HangUpSignal) == 0;

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Signal(int id, int signal);
}
