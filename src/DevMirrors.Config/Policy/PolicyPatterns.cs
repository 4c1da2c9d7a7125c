using System.Text.RegularExpressions;

namespace DevMirrors.Config;

/// <summary>The forms of names in a policy, written so that .NET and the JSON schema's ECMAScript read them alike.</summary>
internal static partial class PolicyPatterns
{
    /// <summary><c>auto</c> is what <c>region set</c> takes for forgetting, <c>default</c> what a private name takes for every other region.</summary>
    [GeneratedRegex("^(?!(?:auto|default)$)[a-z][a-z0-9-]{0,39}$")]
    public static partial Regex RegionName();

    [GeneratedRegex("^(?!auto$)[a-z][a-z0-9-]{0,39}$")]
    public static partial Regex RegionNameOrDefault();

    [GeneratedRegex("^(?!(?:upstream|direct|off|default)$)[A-Za-z0-9][A-Za-z0-9._-]{0,63}$")]
    public static partial Regex MirrorId();

    /// <summary>An id, a word such as <c>upstream</c>, or an address, which <see cref="MirrorUrl"/> judges.</summary>
    [GeneratedRegex("^(?:[A-Za-z0-9][A-Za-z0-9._-]{0,63}|[A-Za-z0-9+.-]+:.*|//.*)$")]
    public static partial Regex MirrorEntry();

    [GeneratedRegex("^[A-Za-z_][A-Za-z0-9_]{0,127}$")]
    public static partial Regex VariableName();

    /// <summary>A registry's host as image names spell it.</summary>
    [GeneratedRegex("^[A-Za-z0-9](?:[A-Za-z0-9.-]{0,250}[A-Za-z0-9])?(?::[0-9]{1,5})?$")]
    public static partial Regex RegistryHost();

    /// <summary>https://go.dev/ref/mod#private-modules: globs of path elements; a comma would start another pattern.</summary>
    [GeneratedRegex("^[A-Za-z0-9*?\\[][A-Za-z0-9*?~._/\\[\\]-]*$")]
    public static partial Regex GoPrivate();

    [GeneratedRegex("^@[A-Za-z0-9~-][A-Za-z0-9._~-]*$")]
    public static partial Regex NpmScope();

    /// <summary>https://learn.microsoft.com/nuget/consume-packages/package-source-mapping: an id, or the beginning of one with <c>*</c> at its end.</summary>
    [GeneratedRegex("^[A-Za-z0-9_][A-Za-z0-9_.-]*\\*?$")]
    public static partial Regex NugetPattern();

    [GeneratedRegex("^[0-9]{1,6}(?:ms|s|m|h|d)$")]
    public static partial Regex Duration();

    [GeneratedRegex("^h1:[A-Za-z0-9+/]{43}=$")]
    public static partial Regex GoSum();

    /// <summary>As package-lock.json has it.</summary>
    [GeneratedRegex("^sha512-[A-Za-z0-9+/]{86}==$")]
    public static partial Regex NpmSum();

    /// <summary>As packages.lock.json has it.</summary>
    [GeneratedRegex("^[A-Za-z0-9+/]{86}==$")]
    public static partial Regex NugetSum();

    [GeneratedRegex("^sha256:[0-9a-f]{64}$")]
    public static partial Regex DockerSum();

    /// <summary>Becomes a part of addresses.</summary>
    [GeneratedRegex("^(?!.*\\.\\.)@?[A-Za-z0-9][A-Za-z0-9._~/-]{0,199}$")]
    public static partial Regex PackageName();

    [GeneratedRegex("^(?!.*\\.\\.)[A-Za-z0-9][A-Za-z0-9.+_-]{0,99}$")]
    public static partial Regex PackageVersion();
}
