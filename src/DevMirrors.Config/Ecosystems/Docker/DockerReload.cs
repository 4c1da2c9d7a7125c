namespace DevMirrors.Config;

/// <summary>Makes a running daemon read its file, and waits until it has, or names the command that does.</summary>
internal static class DockerReload
{
    public static void Run(FileEdit written, DaemonJsonFormat format, Machine machine, DiagnosticBag found)
    {
        // Without its file the daemon would report an error and keep what it has; BeforeUndo has emptied that already.
        if (!machine.KeepsState || written.After is not { } bytes)
            return;
        if (DockerDaemon.Reading(written.Path, written.Scope, machine) is not { } daemon)
            TellCommand(written, machine, found);
        else if (!machine.HangUp(daemon.ProcessId))
            found.Add(Diagnose.DockerNeedsReload(written.Path, $"`sudo kill -HUP {daemon.ProcessId}`"));
        else
            Confirm(written, format.Parse(written.Path, bytes, [])?.Find(DaemonJsonFormat.Mirrors), daemon, machine, found);
    }

    private static void Confirm(FileEdit written, DocumentSetting? mirrors, DockerDaemon daemon, Machine machine, DiagnosticBag found)
    {
        // A file without the key leaves the daemon with what it had, which must be nothing by now.
        var shown = DaemonReload.Confirm(() => daemon.AskMirrors(machine), mirrors?.Value.Items ?? []);
        found.Add(shown
            ? Diagnose.DockerReloaded(written.Path)
            : Diagnose.DockerReloadUnconfirmed(written.Path, RestartCommand(written.Scope)));
    }

    private static void TellCommand(FileEdit written, Machine machine, DiagnosticBag found)
    {
        var command = machine.Os switch
        {
            OsKind.Linux => File.Exists(DockerDaemon.DefaultSocket(written.Scope, machine)) ? ReloadCommand(written.Scope) : null,
            OsKind.Windows when written.Scope == Scope.Machine => "`Restart-Service docker`",
            _ => "restart Docker Desktop",
        };
        if (command is not null)
            found.Add(Diagnose.DockerNeedsReload(written.Path, command));
    }

    private static string ReloadCommand(Scope scope) => scope == Scope.User ? "`systemctl --user reload docker`" : "`sudo systemctl reload docker`";

    private static string RestartCommand(Scope scope) => scope == Scope.User ? "`systemctl --user restart docker`" : "`sudo systemctl restart docker`";
}
