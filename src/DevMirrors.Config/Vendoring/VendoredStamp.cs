using System.Buffers;
using System.Text;

namespace DevMirrors.Config;

/// <summary>
/// The file <c>eng/devmirrors/version</c>: the version in the first line, then a line for each file (SHA-256, two spaces, name), then what else `init` made,
/// so that `remove` knows what to take out: <c>policy SHA-256</c> and <c>made NAME</c>. Other lines are a newer version's and are passed over.
/// </summary>
/// <param name="PolicyHash">SHA-256 of the mirrors.yaml that `init` wrote; null where it found one.</param>
/// <param name="Made">Files that did not exist before, by name, and <see cref="EngFolder"/>.</param>
public sealed record VendoredStamp(string Version, IReadOnlyList<VendoredHash> Files, string? PolicyHash, IReadOnlyList<string> Made)
{
    public const string EngFolder = "eng/";

    private const int HashLength = 64;

    private static readonly SearchValues<char> Hex = SearchValues.Create("0123456789abcdef");

    /// <summary>Null where the text is none of ours.</summary>
    public static VendoredStamp? Parse(ReadOnlySpan<byte> bytes)
    {
        var lines = Encoding.UTF8.GetString(bytes).Split('\n', StringSplitOptions.TrimEntries);
        if (lines[0].Length is 0 or > HashLength || !char.IsAsciiDigit(lines[0][0]) || lines[0].Any(c => !char.IsAsciiLetterOrDigit(c) && c is not ('.' or '-' or '+')))
            return null;
        return new VendoredStamp(
            lines[0],
            [.. lines.Skip(1).Select(File).OfType<VendoredHash>()],
            After("policy ", lines).LastOrDefault(),
            [.. After("made ", lines)]);
    }

    public byte[] Render()
    {
        var text = new StringBuilder(Version).Append('\n');
        foreach (var file in Files)
            text.Append(file.Hash).Append("  ").Append(file.Name).Append('\n');
        return [.. Encoding.UTF8.GetBytes(text.ToString()), .. Lines(PolicyHash, Made)];
    }

    /// <summary>The lines of what `init` made beside the folder's files.</summary>
    internal static byte[] Lines(string? policyHash, IEnumerable<string> made) =>
        Encoding.UTF8.GetBytes(string.Concat(made.Select(name => $"made {name}\n").Prepend(policyHash is null ? "" : $"policy {policyHash}\n")));

    private static VendoredHash? File(string line)
    {
        var name = line.Length > HashLength + 2 ? line[(HashLength + 2)..] : "";
        // The repository is somebody else's text: a name leads nowhere but into this folder.
        return name.Length > 0 && line.AsSpan(HashLength, 2) is "  " && line.AsSpan(0, HashLength).IndexOfAnyExcept(Hex) < 0
            && name is not ("." or "..") && name.AsSpan().IndexOfAny('/', '\\', ':') < 0
            ? new VendoredHash(line[..HashLength], name)
            : null;
    }

    private static IEnumerable<string> After(string word, string[] lines) =>
        lines.Where(l => l.StartsWith(word, StringComparison.Ordinal)).Select(l => l[word.Length..]);
}

/// <summary>One file as the version that wrote it left it.</summary>
/// <param name="Hash">SHA-256, lower-case hex.</param>
public sealed record VendoredHash(string Hash, string Name);
