namespace DevMirrors.Config;

/// <summary>Text from a user's file as a message may show it: one line, not long, no secret.</summary>
internal static class Shown
{
    private const int MaxLength = 80;

    public static string Of(string text) => Of(text, MaxLength);

    /// <summary>A sentence of ours that has such text in it.</summary>
    public static string Long(string text) => Of(text, MaxLength * 4);

    private static string Of(string text, int length)
    {
        var line = new string(text.Take(length * 4).Select(c => char.IsControl(c) || c == '`' ? '?' : c).ToArray());
        var masked = CredentialText.Mask(Secrets.Mask(line));
        return masked.Length <= length ? masked : masked[..length] + "…";
    }
}
