namespace DevMirrors.Config;

/// <summary>What a check came to, the least bad first.</summary>
public enum CheckStatus
{
    Ok,
    Info,
    Warning,
    Error,
}

/// <summary>One thing that a check has to say.</summary>
/// <param name="Message">One line, no full stop, values in backticks; never a secret.</param>
/// <param name="Hint">The fix: a command or an edit; null where there is nothing to mend.</param>
public sealed record CheckFinding(CheckStatus Status, string Message, Place? Place = null, string? Hint = null)
{
    /// <summary>The id of the check; docs/doctor.md lists them.</summary>
    public string Check { get; init; } = "";

    /// <summary>The ecosystem, or <see cref="Checkup.Own"/>.</summary>
    public string Ecosystem { get; init; } = "";

    /// <summary>What <c>--fix</c> does about it; null where that is left to the user.</summary>
    public Mend? Mend { get; init; }

    public bool IsFixed { get; init; }

    /// <summary>Whether somebody still has to do something.</summary>
    public bool IsOpen => Status >= CheckStatus.Warning && !IsFixed;

    internal static CheckFinding Ok(string message) => new(CheckStatus.Ok, message);

    internal static CheckFinding Info(string message, Place? place = null, string? hint = null) => new(CheckStatus.Info, message, place, hint);

    /// <summary>Of a folder that <see cref="FolderContent"/> could not look into.</summary>
    internal static CheckFinding Closed(string folder) => Info("this folder cannot be looked into, so what is in it is not judged", new Place(folder));

    internal static CheckFinding Warning(string message, Place? place, string hint) => new(CheckStatus.Warning, message, place, hint);

    internal static CheckFinding Error(string message, Place? place, string hint) => new(CheckStatus.Error, message, place, hint);

    internal static CheckFinding Of(Diagnostic found) => new(
        found.Severity switch { Severity.Error => CheckStatus.Error, Severity.Warning => CheckStatus.Warning, _ => CheckStatus.Info },
        Secrets.Mask(found.Message), found.Place, found.Hint);
}
