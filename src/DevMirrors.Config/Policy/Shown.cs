namespace DevMirrors.Config;

/// <summary>Text from a user's file as a message may show it: one line, not long, no secret.</summary>
internal static class Shown
{
    private const int MaxLength = 80;

    public static string Of(string text)
    {
        var line = new string(text.Take(MaxLength * 4).Select(c => char.IsControl(c) || c == '`' ? '?' : c).ToArray());
        var masked = CredentialText.Mask(Secrets.Mask(line));
        return masked.Length <= MaxLength ? masked : masked[..MaxLength] + "…";
    }
}
