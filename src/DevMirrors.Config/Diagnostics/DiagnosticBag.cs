using System.Collections;

namespace DevMirrors.Config;

/// <summary>Collects what the steps of one run found, in the order in which they found it.</summary>
public sealed class DiagnosticBag : IReadOnlyList<Diagnostic>
{
    private readonly List<Diagnostic> _found = [];

    public int Count => _found.Count;

    public Diagnostic this[int index] => _found[index];

    public bool HasErrors => _found.Exists(d => d.Severity == Severity.Error);

    /// <summary>Adds a diagnostic once: two steps that meet the same fact report it once.</summary>
    public void Add(Diagnostic diagnostic)
    {
        if (!_found.Contains(diagnostic))
            _found.Add(diagnostic);
    }

    public void AddRange(IEnumerable<Diagnostic> diagnostics)
    {
        foreach (var diagnostic in diagnostics)
            Add(diagnostic);
    }

    public IEnumerator<Diagnostic> GetEnumerator() => _found.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
