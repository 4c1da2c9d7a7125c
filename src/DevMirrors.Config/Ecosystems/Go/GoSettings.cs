namespace DevMirrors.Config;

/// <summary>What go's settings must be for a selection.</summary>
internal static class GoSettings
{
    // Matches no module path: it says that everything goes through the proxy, whatever GOPRIVATE holds.
    private const string None = "none";

    /// <param name="current">The items that a setting has now, where it is set: lists are only ever added to.</param>
    public static IReadOnlyList<WantedSetting> For(EcosystemSelection selection, Func<string, IReadOnlyList<string>?> current)
    {
        var because = $"{string.Join(", ", selection.Mirrors.Select(m => m.Named))} for region {selection.Region}";
        var settings = new List<WantedSetting> { new(GoKeys.Proxy, Wish(GoProxyList.Text(selection)), because) };
        if (selection.SumDb is { } sumDb)
            settings.Add(new WantedSetting(GoKeys.SumDb, Wish(sumDb.Text == GoSumDb.Default ? null : sumDb.Text), $"sumdb of region {selection.Region}"));
        settings.AddRange(Private(selection, current));
        return settings;
    }

    /// <summary>
    /// Go asks one list for every name, so that a private name may go through it only where nothing public stands in the list
    /// and nothing comes after it: with <c>corp|public</c> and corp answering 503 the public proxy was asked for the private path.
    /// </summary>
    public static bool CanAsk(EcosystemSelection selection, PrivateBinding binding)
    {
        var used = GoProxyList.Used(selection);
        return used[^1].Kind == MirrorKind.Off
            && used.SkipLast(1).All(m => m.Kind == MirrorKind.Mirror && m.IsPrivate)
            && used.Any(m => m.Url == binding.Mirror.Url);
    }

    private static IEnumerable<WantedSetting> Private(EcosystemSelection selection, Func<string, IReadOnlyList<string>?> current)
    {
        if (selection.Private.Count == 0)
            yield break;
        // One that cannot go through the list goes to version control: the one place that certainly is not a public mirror.
        var throughProxy = selection.Private.Where(b => b.Mirror.Kind == MirrorKind.Mirror && CanAsk(selection, b)).Select(Pattern).ToList();
        List<string> all = [.. selection.Private.Select(Pattern)];
        List<string> direct = [.. all.Except(throughProxy)];
        yield return Include(GoKeys.Private, all);

        if (throughProxy.Count > 0)
        {
            var elsewhere = (current(GoKeys.Private) ?? []).Except(throughProxy).Union(direct).ToList();
            yield return Include(GoKeys.NoProxy, elsewhere.Count == 0 ? [None] : elsewhere);
        }
        else if (current(GoKeys.NoProxy) is not null)
        {
            yield return Include(GoKeys.NoProxy, direct);
        }
        // Where it is set GOPRIVATE does not count for it.
        if (current(GoKeys.NoSumDb) is not null)
            yield return Include(GoKeys.NoSumDb, all);
    }

    private static string Pattern(PrivateBinding binding) => binding.Pattern.Text;

    private static WantedSetting Include(string key, IReadOnlyList<string> patterns) => new(key, new Wish.Include(patterns), "private names of the policy");

    private static Wish Wish(string? value) => value is null ? new Wish.Release() : new Wish.Set(new SettingValue(value));
}
