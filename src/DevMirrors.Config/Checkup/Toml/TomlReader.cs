namespace DevMirrors.Config;

/// <summary>Reads headings and keys; what stands behind a key is read by <see cref="TomlScanner"/>.</summary>
internal sealed class TomlReader(string text)
{
    private readonly TomlScanner _scanner = new(text);
    private readonly List<TomlEntry> _entries = [];
    private readonly List<IReadOnlyList<string>> _tables = [];
    private readonly List<int> _tableLines = [];
    private readonly HashSet<string> _known = [];
    private readonly Dictionary<string, int> _elements = [];

    private List<string> _table = [];

    public TomlText Read()
    {
        try
        {
            while (_scanner.NextLine())
                ReadLine();
            return new TomlText(_entries, _tables, _tableLines, null);
        }
        catch (TomlMistake mistake)
        {
            return new TomlText(_entries, _tables, _tableLines, new TomlFault(mistake.Message, _scanner.Line));
        }
    }

    private void ReadLine()
    {
        if (_scanner.Take("[["))
            OpenElement(Heading("]]"));
        else if (_scanner.Take("["))
            OpenTable(Heading("]"));
        else
            ReadPair(_table);
        _scanner.EndOfLine();
    }

    private List<string> Heading(string end)
    {
        var name = _scanner.Key();
        return _scanner.Take(end) ? name : throw new TomlMistake($"`{end}` is missing");
    }

    private void OpenElement(List<string> name)
    {
        var parent = Resolve(name.SkipLast(1));
        var array = Joined([.. parent, name[^1]]);
        var index = _elements[array] = _elements.GetValueOrDefault(array, -1) + 1;
        Open([.. parent, name[^1], $"{index}"]);
    }

    private void OpenTable(List<string> name)
    {
        var table = Resolve(name);
        Know(table, "table");
        Open(table);
    }

    private void Open(List<string> table)
    {
        _table = table;
        _tables.Add(table);
        _tableLines.Add(_scanner.Line);
    }

    // `[a.b]` after `[[a]]` is within the last of these.
    private List<string> Resolve(IEnumerable<string> name)
    {
        var path = new List<string>();
        foreach (var part in name)
        {
            path.Add(part);
            if (_elements.TryGetValue(Joined(path), out var index))
                path.Add($"{index}");
        }
        return path;
    }

    private void ReadPair(List<string> table)
    {
        List<string> path = [.. table, .. _scanner.Key()];
        if (!_scanner.Take("="))
            throw new TomlMistake("`=` is missing");
        Know(path, "key");
        var line = _scanner.Line;
        if (_scanner.Take("{"))
            ReadInline(path);
        else if (_scanner.Take("["))
            _entries.Add(new TomlEntry(path, ReadList(path, 0), line));
        else
            _entries.Add(new TomlEntry(path, _scanner.Value(), line));
    }

    // Tables in it are read as `[[…]]` would be.
    private TomlValue ReadList(List<string> path, int depth)
    {
        if (depth > TomlScanner.MaxDepth)
            throw new TomlMistake("it is nested too deep");
        var items = new List<string>();
        var index = 0;
        for (_scanner.SkipLines(); !_scanner.Take("]"); _scanner.SkipLines(), index++)
        {
            if (_scanner.Take("{"))
                ReadInline([.. path, $"{index}"]);
            else if (_scanner.Take("["))
                items.AddRange(ReadList([.. path, $"{index}"], depth + 1).Items);
            else
                items.Add(_scanner.Value().Text);
            _scanner.SkipLines();
            if (!_scanner.Take(",") && !_scanner.IsAt(']'))
                throw new TomlMistake("`]` is missing");
        }
        return new TomlValue(TomlKind.List, string.Join(',', items), items);
    }

    private void ReadInline(List<string> table)
    {
        if (table.Count > TomlScanner.MaxDepth)
            throw new TomlMistake("it is nested too deep");
        _tables.Add(table);
        _tableLines.Add(_scanner.Line);
        if (_scanner.Take("}"))
            return;
        do
            ReadPair(table);
        while (_scanner.Take(","));
        if (!_scanner.Take("}"))
            throw new TomlMistake("`}` is missing");
    }

    private void Know(List<string> path, string what)
    {
        if (!_known.Add(Joined(path)))
            throw new TomlMistake($"the {what} `{path[^1]}` stands there already");
    }

    private static string Joined(IReadOnlyList<string> path) => string.Join('\n', path);
}
