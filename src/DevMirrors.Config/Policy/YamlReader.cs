using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace DevMirrors.Config;

/// <summary>
/// Builds the located tree from YamlDotNet's events, of plain YAML only: no alias, anchor, tag, merge key, duplicate key or second document.
/// Depth is bounded while the events stream, because YamlDotNet's own object layers overflow the stack on deep input.
/// </summary>
internal sealed class YamlReader
{
    public const int MaxDepth = 16;

    private readonly string _file;
    private readonly Parser _events;
    private readonly DiagnosticBag _found;
    private Mark _end = new(0, 1, 1);

    private YamlReader(string file, string text, DiagnosticBag found)
    {
        _file = file;
        _events = new Parser(new Scanner(new StringReader(text), skipComments: true));
        _found = found;
    }

    /// <summary>The root of the only document; null where there is none, or after an error that leaves no usable tree.</summary>
    public static YamlNode? Read(string file, string text, DiagnosticBag found)
    {
        var reader = new YamlReader(file, text, found);
        try
        {
            return reader.ReadDocument();
        }
        catch (YamlException broken)
        {
            found.Add(Diagnose.NotYaml(At(file, broken.Start), broken.Message));
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException)
        {
            // What YamlDotNet's scanner throws at a `:` right behind a quote in brackets, and at `\U99999999`; and we, where it stops without a word.
            found.Add(Diagnose.NotYaml(At(file, reader._end), "it cannot be read from here on"));
        }
        return null;
    }

    private YamlNode? ReadDocument()
    {
        if (Next() is StreamStart && Next() is StreamEnd)
            return null;
        var root = ReadNode(Next(), 0);
        if (root is null)
            return null;
        Next();
        if (Next() is not DocumentStart second)
            return root;
        _found.Add(Diagnose.SecondDocument(At(second)));
        return null;
    }

    private YamlNode? ReadNode(ParsingEvent start, int depth)
    {
        Refuse(start as NodeEvent);
        return start switch
        {
            Scalar scalar => new YamlScalar(scalar.Value, scalar.Style == ScalarStyle.Plain, At(scalar)),
            AnchorAlias alias => Stop(Diagnose.AliasOrAnchor(At(alias))),
            _ when depth >= MaxDepth => Stop(Diagnose.PolicyTooDeep(At(start), MaxDepth)),
            SequenceStart => ReadSequence(start, depth + 1),
            _ => ReadMapping(start, depth + 1),
        };
    }

    private YamlSequence? ReadSequence(ParsingEvent start, int depth)
    {
        var items = new List<YamlNode>();
        while (Next() is not SequenceEnd and var item)
        {
            if (ReadNode(item, depth) is not { } node)
                return null;
            items.Add(node);
        }
        return new YamlSequence(items, At(start));
    }

    private YamlMapping? ReadMapping(ParsingEvent start, int depth)
    {
        var entries = new List<YamlEntry>();
        var seen = new Dictionary<string, Place>(StringComparer.Ordinal);
        while (Next() is not MappingEnd and var first)
        {
            if (_found.IsFull || ReadNode(first, depth) is not { } key || ReadNode(Next(), depth) is not { } value)
                return null;
            if (IsUsable(key, seen, out var name))
                entries.Add(new YamlEntry(name, value));
        }
        return new YamlMapping(entries, At(start));
    }

    private bool IsUsable(YamlNode key, Dictionary<string, Place> seen, out YamlScalar name)
    {
        name = key as YamlScalar ?? new YamlScalar("", false, key.Place);
        if (key is not YamlScalar || name.IsNothing)
            _found.Add(Diagnose.WrongType(key.Place, "key", "text", key.Kind));
        else if (name is { IsPlain: true, Text: "<<" })
            _found.Add(Diagnose.MergeKey(key.Place));
        else if (!seen.TryAdd(name.Text, name.Place))
            _found.Add(Diagnose.DuplicateKey(key.Place, name.Text, seen[name.Text]));
        else
            return true;
        return false;
    }

    private void Refuse(NodeEvent? node)
    {
        if (node is null)
            return;
        if (!node.Anchor.IsEmpty)
            _found.Add(Diagnose.AliasOrAnchor(At(node)));
        if (!node.Tag.IsEmpty)
            _found.Add(Diagnose.Tag(At(node)));
    }

    private YamlNode? Stop(Diagnostic reason)
    {
        _found.Add(reason);
        return null;
    }

    // Behind an empty `? :` the parser ends in the middle of the document.
    private ParsingEvent Next()
    {
        if (!_events.MoveNext() || _events.Current is not { } next)
            throw new InvalidOperationException("the events end early");
        _end = next.End;
        return next;
    }

    private Place At(ParsingEvent e) => At(_file, e.Start);

    private static Place At(string file, Mark mark) => new(file, (int)mark.Line, (int)mark.Column);
}
