namespace DevMirrors.Config;

/// <summary>Compares one setting as go has it with what is wanted.</summary>
internal static class GoReader
{
    public static Reading Read(WantedSetting setting, GoLayers layers, Func<SettingValue, ValueKind> judge)
    {
        var effective = layers.Find(setting.Key);
        var inStep = IsInStep(setting.Wish, effective?.Value, judge);
        return new Reading(
            GoEcosystem.Id,
            "go",
            setting.Key,
            Wanted(setting.Wish),
            effective is null ? null : Secrets.MaskAddress(effective.Value.Text),
            effective?.Source ?? "default",
            inStep,
            inStep ? null : Shadow(setting.Wish, effective, layers));
    }

    private static string? Wanted(Wish wish) => wish switch
    {
        Wish.Set set => set.Value.Text,
        Wish.Include include => string.Join(',', include.Items),
        _ => null,
    };

    // Where the policy says upstream somebody's own value is left in peace; only a known mirror is out of step.
    private static bool IsInStep(Wish wish, SettingValue? effective, Func<SettingValue, ValueKind> judge) => wish switch
    {
        Wish.Set set => Equals(set.Value, effective),
        Wish.Include include => include.Items.All(i => effective?.Items.Contains(i) == true),
        _ => effective is null || judge(effective) != ValueKind.Mirror,
    };

    // Where the default is wanted the file that came with go counts, too: nothing that is taken out of the user's brings it back.
    private static string? Shadow(Wish wish, GoFound? effective, GoLayers layers) =>
        effective is { IsVariable: true } || (wish is Wish.Release && effective is { IsInstalled: true }) ? effective.Source : layers.UserFileOffBy;
}
