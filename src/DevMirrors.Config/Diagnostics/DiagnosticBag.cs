using System.Collections;

namespace DevMirrors.Config;

/// <summary>Collects what the steps of one run found, in the order in which they found it.</summary>
/// <param name="limit">How many are kept: enough for a person to read, where hostile input could cause a hundred thousand.</param>
public sealed class DiagnosticBag(int limit = int.MaxValue) : IReadOnlyList<Diagnostic>
{
    private readonly List<Diagnostic> _found = [];
    private readonly HashSet<Diagnostic> _known = [];

    public int Count => _found.Count;

    public Diagnostic this[int index] => _found[index];

    public bool IsFull => _found.Count >= limit;

    public bool HasErrors => _found.Exists(d => d.Severity == Severity.Error);

    /// <summary>Adds a diagnostic once: two steps that meet the same fact report it once.</summary>
    public void Add(Diagnostic diagnostic)
    {
        if (!IsFull && _known.Add(diagnostic))
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
