using System.Text.RegularExpressions;

namespace DevMirrors.Config;

/// <summary>What the core schema of YAML 1.2 reads as a number: https://yaml.org/spec/1.2.2/#1032-tag-resolution.</summary>
internal static partial class YamlNumber
{
    public static bool Matches(string text) => Number().IsMatch(text);

    [GeneratedRegex(@"^(?:[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+|[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))\z")]
    private static partial Regex Number();
}
