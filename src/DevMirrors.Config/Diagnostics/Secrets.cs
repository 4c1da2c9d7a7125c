using System.Text.RegularExpressions;

namespace DevMirrors.Config;

/// <summary>Hides credentials in text that people or logs see.</summary>
public static partial class Secrets
{
    public const string Masked = "***";

    /// <summary>Masks the user part of addresses, and the values of keys whose names say that they hold a secret.</summary>
    public static string Mask(string text) => KeyedSecret().Replace(UserInfo().Replace(text, $"$1{Masked}@"), $"$1{Masked}");

    [GeneratedRegex(@"(\b[A-Za-z][A-Za-z0-9+.-]*://)[^\s/@""'<>]+@")]
    private static partial Regex UserInfo();

    // npm's nerf-darted and bare keys, NuGet's credential elements, and whatever else calls itself token, password, secret or auth.
    [GeneratedRegex(@"((?:_auth(?:Token)?|_password|password|cleartextpassword|token|secret|api[-_]?key)[""']?\s*(?:=|:|""\s+value\s*=)\s*[""']?)[^\s""'<>]+", RegexOptions.IgnoreCase)]
    private static partial Regex KeyedSecret();
}
