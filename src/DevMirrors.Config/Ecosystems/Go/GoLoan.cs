namespace DevMirrors.Config;

/// <summary>Puts one setting into a command's environment, which go reads before any file.</summary>
internal static class GoLoan
{
    public static KeyValuePair<string, string?> Variable(WantedSetting setting, GoLayers layers) => new(setting.Key, setting.Wish switch
    {
        Wish.Set set => set.Value.Text,
        Wish.Include include => Union(layers.Items(setting.Key) ?? [], include.Items),
        // Spelt out: an unset variable would let the user's file decide.
        _ => setting.Key == GoKeys.SumDb ? GoSumDb.Default : GoProxyList.Default,
    });

    // An address matches no module path, and may hold a password: `env` would only show it.
    private static string Union(IReadOnlyList<string> current, IReadOnlyList<string> wanted) =>
        string.Join(',', current.Select(i => i.TrimEnd('\r')).Where(i => !i.Contains("://", StringComparison.Ordinal)).Union(wanted));
}
