namespace DevMirrors.Config;

/// <summary>Reads a .npmrc from disk.</summary>
internal static class NpmrcOnDisk
{
    /// <summary>The document; null where the file is absent or cannot be read, which <paramref name="found"/> then tells.</summary>
    public static IDocument? Read(string path, DiagnosticBag found) =>
        FileSnapshot.Read(path, found) is { Exists: true } file ? NpmrcFormat.Instance.Parse(path, file.Bytes, found) : null;
}
