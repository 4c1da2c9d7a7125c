using System.Globalization;

namespace DevMirrors.Config;

/// <summary>Reads headings and keys; what stands behind a key is read by <see cref="TomlScanner"/>.</summary>
internal sealed class TomlReader
{
    private readonly TomlScanner _scanner;
    private readonly List<TomlEntry> _entries = [];
    private readonly List<IReadOnlyList<string>> _tables = [];
    private readonly List<int> _tableLines = [];
    private readonly TomlPath _root;

    private TomlPath _table;

    public TomlReader(string text)
    {
        _scanner = new TomlScanner(text);
        _root = _table = new TomlPath([], new TomlNode());
    }

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
            return new TomlText(_entries, _tables, _tableLines, new TomlFault(mistake.Message, _scanner.Line, _scanner.Column));
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
        var array = Resolve(name.SkipLast(1)).Below(name[^1]);
        Open(array.Below(Number(++array.Node.LastElement)));
    }

    private void OpenTable(List<string> name)
    {
        var table = Resolve(name);
        Know(table, "table");
        Open(table);
    }

    private void Open(TomlPath table)
    {
        _table = table;
        Add(table);
    }

    private void Add(TomlPath table)
    {
        _tables.Add(table.Names);
        _tableLines.Add(_scanner.Line);
    }

    // `[a.b]` after `[[a]]` is within the last of these.
    private TomlPath Resolve(IEnumerable<string> name) => name.Aggregate(_root, (path, part) =>
        path.Below(part) is { Node.LastElement: >= 0 and var last } array ? array.Below(Number(last)) : path.Below(part));

    private void ReadPair(TomlPath table)
    {
        var path = table.Below(_scanner.Key());
        if (!_scanner.Take("="))
            throw new TomlMistake("`=` is missing");
        Know(path, "key");
        var line = _scanner.Line;
        if (_scanner.Take("{"))
            ReadInline(path);
        else if (_scanner.Take("["))
            _entries.Add(new TomlEntry(path.Names, ReadList(path, 0), line, table.Names));
        else
            _entries.Add(new TomlEntry(path.Names, _scanner.Value(), line, table.Names));
    }

    // Tables in it are read as `[[…]]` would be.
    private TomlValue ReadList(TomlPath path, int depth)
    {
        if (depth > TomlScanner.MaxDepth)
            throw new TomlMistake("it is nested too deep");
        var items = new List<string>();
        var index = 0;
        for (_scanner.SkipLines(); !_scanner.Take("]"); _scanner.SkipLines(), index++)
        {
            if (_scanner.Take("{"))
                ReadInline(path.Below(Number(index)));
            else if (_scanner.Take("["))
                items.AddRange(ReadList(path.Below(Number(index)), depth + 1).Items);
            else
                items.Add(_scanner.Value().Text);
            _scanner.SkipLines();
            if (!_scanner.Take(",") && !_scanner.IsAt(']'))
                throw new TomlMistake("`]` is missing");
        }
        return new TomlValue(TomlKind.List, string.Join(',', items), items);
    }

    private void ReadInline(TomlPath table)
    {
        if (table.Names.Count > TomlScanner.MaxDepth)
            throw new TomlMistake("it is nested too deep");
        Add(table);
        if (_scanner.Take("}"))
            return;
        do
            ReadPair(table);
        while (_scanner.Take(","));
        if (!_scanner.Take("}"))
            throw new TomlMistake("`}` is missing");
    }

    // Its name is not said: where a value has lost its quotes, a part of it may stand where a key is expected.
    private static void Know(TomlPath path, string what)
    {
        if (path.Node.IsTaken)
            throw new TomlMistake($"this {what} stands there already");
        path.Node.IsTaken = true;
    }

    private static string Number(int index) => index.ToString(CultureInfo.InvariantCulture);
}
