namespace DevMirrors.Config;

/// <summary>The few calls of the C library that .NET does not offer, or does not report errors of.</summary>
internal static class UnixFile
{
    public static bool IsRegular(string path) => throw new NotSupportedException(path);
}
