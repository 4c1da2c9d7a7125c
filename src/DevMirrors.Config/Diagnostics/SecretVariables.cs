using System.Text.RegularExpressions;

namespace DevMirrors.Config;

/// <summary>Hides the values of variables whose names say that they hold a secret: a client that fails may repeat one bare, and nothing tells it from other text.</summary>
public static partial class SecretVariables
{
    private const int Shortest = 6;

    public static string Mask(string text, IReadOnlyDictionary<string, string> environment) =>
        environment
            // Places are no secrets (SSH_AUTH_SOCK), and neither are switches.
            .Where(v => v.Value.Length >= Shortest && !Path.IsPathFullyQualified(v.Value) && v.Value is not ("always" or "false") && Name().IsMatch(v.Key))
            .Select(v => v.Value)
            .OrderByDescending(value => value.Length)
            .Aggregate(text, (shown, value) => shown.Replace(value, Secrets.Masked, StringComparison.Ordinal));

    [GeneratedRegex("auth|pass|token|secret|key|cred|_pat$", RegexOptions.IgnoreCase)]
    private static partial Regex Name();
}
