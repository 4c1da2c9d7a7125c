using System.Text;

namespace DevMirrors.Config;

/// <summary>The user's env file. One that GOENV names is read where it is: asking does not write it.</summary>
internal static class GoCopies
{
    private static readonly string[] OnMac = ["Library", "Application Support", "go", "env"];
    private static readonly string[] OnOthers = [".config", "go", "env"];

    public static IReadOnlyList<ClientCopy> Of(Machine machine) =>
        machine.Variable("GOENV") is null && GoFiles.User(machine, new DiagnosticBag()) is { } path
        && FileSnapshot.Read(path, new DiagnosticBag()) is { Exists: true } file
            ? [new ClientCopy(Path.Combine(machine.Os == OsKind.MacOS ? OnMac : OnOthers), Masked(file.Bytes.Span))]
            : [];

    // One character a byte: go's reading of odd bytes is a part of its answer.
    private static byte[] Masked(ReadOnlySpan<byte> bytes) =>
        Encoding.Latin1.GetBytes(string.Join('\n', Encoding.Latin1.GetString(bytes).Split('\n').Select(Secrets.Mask)));
}
