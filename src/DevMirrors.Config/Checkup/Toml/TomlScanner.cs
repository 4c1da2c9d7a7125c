namespace DevMirrors.Config;

/// <summary>Takes a TOML text apart into keys and values.</summary>
internal sealed class TomlScanner(string text)
{
    public const int MaxDepth = 64;

    private int _at;
    private int _counted;
    private int _line = 1;

    /// <summary>From 1.</summary>
    public int Line
    {
        get
        {
            var at = Math.Min(_at, text.Length);
            // Reading goes back only within a line.
            if (at > _counted)
            {
                _line += text.AsSpan(_counted, at - _counted).Count('\n');
                _counted = at;
            }
            return _line;
        }
    }

    /// <summary>From 1.</summary>
    public int Column
    {
        get
        {
            var at = Math.Min(_at, text.Length);
            return at - text.AsSpan(0, at).LastIndexOf('\n');
        }
    }

    /// <summary>Goes to the next line that says something; false at the end.</summary>
    public bool NextLine()
    {
        SkipLines();
        return _at < text.Length;
    }

    public void EndOfLine()
    {
        SkipSpaces();
        SkipComment();
        if (_at < text.Length && text[_at] is not ('\r' or '\n'))
            throw new TomlMistake("the end of the line is expected");
    }

    /// <summary>Takes this mark where it comes next.</summary>
    public bool Take(string mark)
    {
        SkipSpaces();
        if (string.CompareOrdinal(text, _at, mark, 0, mark.Length) != 0)
            return false;
        _at += mark.Length;
        SkipSpaces();
        return true;
    }

    /// <summary>A key with its parts.</summary>
    public List<string> Key()
    {
        var parts = new List<string>();
        do
            parts.Add(parts.Count < MaxDepth ? Part() : throw new TomlMistake("it is nested too deep"));
        while (Take("."));
        return parts;
    }

    /// <summary>A text, or a word that TOML knows; lists and tables are the reader's.</summary>
    public TomlValue Value()
    {
        SkipSpaces();
        if (_at >= text.Length)
            throw new TomlMistake("the value is missing");
        if (text[_at] is '"' or '\'')
            return new TomlValue(TomlKind.Text, Text(), []);
        var start = _at;
        var word = Word("the value is missing");
        if (TomlWord.IsValue(word))
            return new TomlValue(TomlKind.Bare, word, []);
        _at = start;
        throw new TomlMistake("a text in quotes, a number, a date, `true` or `false` is expected");
    }

    public bool IsAt(char mark) => _at < text.Length && text[_at] == mark;

    private string Part()
    {
        SkipSpaces();
        return _at < text.Length && text[_at] is '"' or '\'' ? Text() : Word("the name of a key is missing", inKey: true);
    }

    private string Word(string missing, bool inKey = false)
    {
        var start = _at;
        while (_at < text.Length && (char.IsAsciiLetterOrDigit(text[_at]) || text[_at] is '_' or '-' || (!inKey && (text[_at] is '+' or '.' or ':' || IsBehindDate(start)))))
            _at++;
        return _at > start ? text[start.._at] : throw new TomlMistake(missing);
    }

    // `2026-01-31 12:00:00` is one value.
    private bool IsBehindDate(int start) =>
        _at - start == 10 && text[_at] == ' ' && text[start + 4] == '-' && text[start + 7] == '-' && _at + 1 < text.Length && char.IsAsciiDigit(text[_at + 1]);

    private string Text()
    {
        var mark = text[_at];
        var triple = new string(mark, 3);
        var isLong = string.CompareOrdinal(text, _at, triple, 0, 3) == 0;
        var open = _at;
        var start = _at += isLong ? 3 : 1;
        for (; _at < text.Length; _at++)
        {
            if (text[_at] == '\\' && mark == '"')
                SkipEscape(isLong);
            else if (isLong ? string.CompareOrdinal(text, _at, triple, 0, 3) == 0 : text[_at] == mark)
            {
                var content = text[start.._at];
                _at += isLong ? 3 : 1;
                return content;
            }
            else if (!isLong && text[_at] == '\n')
                break;
        }
        _at = open;
        throw new TomlMistake("a text is not closed");
    }

    // To its last character.
    private void SkipEscape(bool isLong)
    {
        var length = TomlWord.Escape(text.AsSpan(_at), isLong);
        if (length == 0)
            throw new TomlMistake($"`{text.AsSpan(_at, Math.Min(2, text.Length - _at))}` means nothing in a text; `\\\\` is one backslash");
        _at += length - 1;
    }

    public void SkipLines()
    {
        for (; _at < text.Length; _at++)
        {
            SkipSpaces();
            SkipComment();
            if (_at >= text.Length || text[_at] is not ('\r' or '\n'))
                return;
        }
    }

    private void SkipSpaces()
    {
        while (_at < text.Length && text[_at] is ' ' or '\t')
            _at++;
    }

    private void SkipComment()
    {
        if (_at < text.Length && text[_at] == '#')
            while (_at < text.Length && text[_at] != '\n')
                _at++;
    }
}
