namespace DevMirrors.Config;

/// <summary>Finds and reads mirrors.yaml.</summary>
public static class PolicyFile
{
    public const string Name = "mirrors.yaml";

    /// <summary>
    /// The policy that <paramref name="explicitPath"/> names, or the mirrors.yaml of the current folder or of a parent,
    /// up to the folder that holds <c>.git</c>, or HOME. Null, and an error in <paramref name="found"/>, where there is none or it is invalid.
    /// </summary>
    public static Policy? Load(string? explicitPath, Machine machine, DiagnosticBag found) => throw new NotSupportedException();

    /// <summary>Reads policy text: YAML 1.2, UTF-8, at most 64 KiB, at most 16 levels deep.</summary>
    public static Policy? Parse(string path, ReadOnlySpan<byte> bytes, DiagnosticBag found) => throw new NotSupportedException();
}
