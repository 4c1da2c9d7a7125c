using System.Text.RegularExpressions;

namespace DevMirrors.Config;

/// <summary>References to variables in a .npmrc: <c>${NAME}</c>, and <c>${NAME?}</c>, which is empty where unset. pnpm has <c>${NAME-default}</c> beside them.</summary>
internal static partial class NpmReferences
{
    /// <summary>As npm does it.</summary>
    public static string Expand(string value, Machine machine) => Reference().Replace(value, match =>
    {
        var slashes = match.Groups[1].Value;
        if (slashes.Length % 2 == 1)
            return match.Value[((slashes.Length + 1) / 2)..];
        var unset = match.Groups[3].Success ? "" : $"${{{match.Groups[2].Value}}}";
        return slashes[(slashes.Length / 2)..] + (machine.Environment.GetValueOrDefault(match.Groups[2].Value) ?? unset);
    });

    /// <summary>What any of these clients may take a key for: none of them minds a key that is put together from variables.</summary>
    public static string ExpandKey(string key, Machine machine) => !key.Contains('$', StringComparison.Ordinal) ? key : WithDefault().Replace(
        Expand(key, machine), match => machine.Variable(match.Groups[1].Value) ?? match.Groups[2].Value);

    // The expression of @npmcli/config: an unset name stays as it is written, unless a `?` follows it.
    [GeneratedRegex(@"(?<!\\)(\\*)\$\{([^${}?]+)(\?)?\}")]
    private static partial Regex Reference();

    [GeneratedRegex(@"\$\{([^${}:?-]+):?-([^${}]*)\}")]
    private static partial Regex WithDefault();
}
