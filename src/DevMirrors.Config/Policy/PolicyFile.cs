namespace DevMirrors.Config;

/// <summary>Finds and reads mirrors.yaml.</summary>
public static class PolicyFile
{
    public const string Name = "mirrors.yaml";

    private const int MaxErrors = 50;

    /// <summary>
    /// The policy that <paramref name="explicitPath"/> names, or the mirrors.yaml of the current folder or of a parent,
    /// up to the folder that holds <c>.git</c>, or HOME; one that is found and belongs to another user is refused. Null, and an error in <paramref name="found"/>, where there is none or it is invalid.
    /// </summary>
    public static Policy? Load(string? explicitPath, Machine machine, DiagnosticBag found)
    {
        var path = Locate(explicitPath, machine, found);
        return path is not null && PolicySearch.Read(path, machine, isNamed: explicitPath is not null, found) is { } bytes ? Parse(path, bytes, found) : null;
    }

    /// <summary>The path that <see cref="Load"/> would read, without reading it; null, and an error, where no policy is named or found.</summary>
    public static string? Locate(string? explicitPath, Machine machine, DiagnosticBag found) =>
        explicitPath is null ? PolicySearch.Find(machine, found) : Path.GetFullPath(explicitPath, machine.CurrentFolder);

    /// <summary>Reads policy text: YAML 1.2, UTF-8, at most 64 KiB, at most 16 levels deep.</summary>
    public static Policy? Parse(string path, ReadOnlySpan<byte> bytes, DiagnosticBag found)
    {
        var own = new DiagnosticBag(MaxErrors);
        var policy = ParseInto(path, bytes, own);
        found.AddRange(own);
        if (own.IsFull)
            found.Add(Diagnose.MoreErrors(new Place(path), MaxErrors));
        return own.HasErrors ? null : policy;
    }

    private static Policy? ParseInto(string path, ReadOnlySpan<byte> bytes, DiagnosticBag found)
    {
        if (PolicyText.Decode(path, bytes, found) is not { } text || CredentialText.Find(path, text, found))
            return null;
        var root = YamlReader.Read(path, text, found);
        if (root is null or YamlScalar { IsNothing: true })
        {
            if (!found.HasErrors)
                found.Add(Diagnose.EmptyPolicy(new Place(path)));
            return null;
        }
        return PolicyReader.Read(path, Hash(bytes), root, found);
    }

    private static string Hash(ReadOnlySpan<byte> bytes)
    {
        var kept = new byte[bytes.Length];
        var length = 0;
        for (var i = 0; i < bytes.Length; i++)
        {
            if (bytes[i] != '\r' || i + 1 >= bytes.Length || bytes[i + 1] != '\n')
                kept[length++] = bytes[i];
        }
        return Sha256.Hex(kept.AsSpan(0, length));
    }
}
