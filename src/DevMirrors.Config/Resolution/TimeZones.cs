using System.Reflection;

namespace DevMirrors.Config;

/// <summary>
/// The names of the world's time zones: IANA's, their older spellings, and the Windows ids.
/// A table of our own, because .NET converts between them only with ICU, which invariant globalization leaves out.
/// </summary>
/// <remarks>Facts from the tz database (2025b) and CLDR's windowsZones: of the zones that one Windows id covers, CLDR's main one.</remarks>
internal sealed class TimeZones
{
    private readonly Dictionary<string, string> _canonical = new(StringComparer.OrdinalIgnoreCase);

    public IEnumerable<string> Names => _canonical.Keys;

    /// <summary>Reads timezones.txt: a zone a line, its IANA name first, the other names behind semicolons.</summary>
    public static TimeZones BuiltIn()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("timezones.txt")!;
        using var reader = new StreamReader(stream);
        var zones = new TimeZones();
        while (reader.ReadLine() is { } line)
            zones.Add(line.Split(';'));
        return zones;
    }

    /// <summary>The IANA name; the name itself where the table does not know it.</summary>
    public string Canonical(string name) => _canonical.GetValueOrDefault(name, name);

    public bool Knows(string name) => _canonical.ContainsKey(name);

    private void Add(string[] names)
    {
        foreach (var name in names)
            _canonical.TryAdd(name, names[0]);
    }
}
