namespace DevMirrors.Config;

/// <summary>How much a diagnostic matters: an error stops the step that found it.</summary>
public enum Severity
{
    Info,
    Warning,
    Error,
}

/// <summary>A position in a file; <paramref name="Line"/> and <paramref name="Column"/> count from 1, 0 means the whole file.</summary>
public sealed record Place(string File, int Line = 0, int Column = 0)
{
    /// <summary>The form that MSBuild, editors and CI systems turn into a link: <c>mirrors.yaml(12,7)</c>.</summary>
    public override string ToString() => Line == 0 ? File : $"{File}({Line},{Column})";
}

/// <summary>Something a user can cause, and what to do about it. Codes are listed in <see cref="Diagnose"/>.</summary>
/// <param name="Code"><c>DEVM</c> and four digits; each has a page in docs/diagnostics.</param>
/// <param name="Message">One line, no full stop, values in backticks; never a secret.</param>
/// <param name="Hint">What to do next, or null.</param>
public sealed record Diagnostic(string Code, Severity Severity, string Message, Place? Place = null, string? Hint = null)
{
    /// <summary>The canonical one-line form: <c>mirrors.yaml(12,7): error DEVM1004: …</c>.</summary>
    public override string ToString() =>
        $"{(Place is null ? "devmirrors" : Place)}: {Severity.ToString().ToLowerInvariant()} {Code}: {Message}";
}
