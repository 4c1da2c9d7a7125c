namespace DevMirrors.Config;

/// <summary>Where settings are written; the words of DESIGN are the words of <c>--scope</c>.</summary>
public enum Scope
{
    Project,
    User,
    Machine,
}

public enum EditAction
{
    None,
    Create,
    Update,
    Delete,
}

/// <summary>What the four clients' files must become, and why. Reading it writes nothing.</summary>
public sealed record Plan(Selection? Selection, IReadOnlyList<FileEdit> Edits)
{
    public bool HasChanges => Edits.Any(e => e.Action != EditAction.None);
}

/// <summary>One file before and after.</summary>
/// <param name="Before">What was on disk when the plan was made; apply refuses where it has changed since.</param>
/// <param name="After">Null where the file is to be absent.</param>
/// <param name="Changes">The keys that differ, in the order of the ecosystem.</param>
/// <param name="Owned">Every key that this plan takes care of with its wanted value, changed or not: what the journal records.</param>
/// <param name="IsRefused">The file cannot be edited; the reason is among the diagnostics.</param>
public sealed record FileEdit(
    string Ecosystem,
    Scope Scope,
    string Path,
    IFileFormat Format,
    EditAction Action,
    FileSnapshot Before,
    ReadOnlyMemory<byte>? After,
    IReadOnlyList<SettingChange> Changes,
    IReadOnlyList<SettingChange> Owned,
    bool IsRefused = false)
{
    /// <summary>The changes that a build does not make, because they would take a value from its owner.</summary>
    public IReadOnlyList<SettingChange> Left { get; init; } = [];
}

/// <summary>One key's change.</summary>
/// <param name="Before">Null where the key was absent.</param>
/// <param name="After">Null where the key goes.</param>
/// <param name="TakenFrom">The policy that owned the value, <c>(set by hand)</c>, or null where the value was ours, upstream or a known mirror.</param>
public sealed record SettingChange(string Key, SettingValue? Before, SettingValue? After, string Because, string? TakenFrom = null)
{
    /// <summary>What <see cref="TakenFrom"/> says where no policy owned the value.</summary>
    public const string SetByHand = "(set by hand)";
}

/// <summary>A file that an ecosystem wants to hold settings.</summary>
public sealed record FileTarget(string Ecosystem, Scope Scope, string Path, IFileFormat Format, IReadOnlyList<WantedSetting> Settings);

/// <summary>What one key must hold.</summary>
/// <param name="Because">For people: which mirror, region and policy line.</param>
public sealed record WantedSetting(string Key, Wish Wish, string Because);

/// <summary>How a key is wanted.</summary>
public abstract record Wish
{
    private Wish()
    {
    }

    /// <summary>Exactly this value.</summary>
    public sealed record Set(SettingValue Value) : Wish;

    /// <summary>These items, beside whatever is there already: private patterns are only ever added to.</summary>
    public sealed record Include(IReadOnlyList<string> Items) : Wish;

    /// <summary>The client's own default: what we or a catalogue mirror put there goes, the baseline comes back, a foreign value stays.</summary>
    /// <param name="Default">What stands where there is no baseline; null removes the key.</param>
    public sealed record Release(SettingValue? Default = null) : Wish;
}
