using System.Runtime.CompilerServices;

namespace DevMirrors.Testing;

/// <summary>The folders of the checkout that the tests were built from.</summary>
public static class Checkout
{
    public static readonly string Folder = Find();

    private static string Find([CallerFilePath] string path = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(path)!, "..", ".."));
}
