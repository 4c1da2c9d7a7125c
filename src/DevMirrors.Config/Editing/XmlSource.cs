using System.Text;
using System.Text.RegularExpressions;
using System.Xml;

namespace DevMirrors.Config;

/// <summary>Where and why bytes are not XML that can be edited without loss.</summary>
internal sealed record XmlProblem(string Reason, int Line, int Column);

/// <summary>
/// An XML text as immutable characters with the spans of its elements. Edits splice the text; nothing is ever serialised again.
/// UTF-8 with or without BOM, and UTF-16 with BOM.
/// </summary>
internal sealed partial class XmlSource
{
    /// <summary>Deeper files are refused: no settings file is, and readers of other programs may not bear it.</summary>
    public const int MaxDepth = 64;

    private readonly Encoding _encoding;
    private readonly bool _hasBom;

    private XmlSource(string text, Encoding encoding, bool hasBom, XmlElement root) =>
        (Text, _encoding, _hasBom, Root) = (text, encoding, hasBom, root);

    public string Text { get; }

    public XmlElement Root { get; }

    public byte[] Bytes => _hasBom ? [.. _encoding.Preamble, .. _encoding.GetBytes(Text)] : _encoding.GetBytes(Text);

    private static readonly XmlProblem OtherEncoding = new("its bytes are not in the encoding that it declares", 1, 1);

    /// <summary>A new UTF-8 document without BOM.</summary>
    public static XmlSource Create(string text) => new(text, new UTF8Encoding(false), false, new XmlScanner(text).Scan());

    /// <summary>The document, or why it is none; System.Xml is the judge.</summary>
    public static (XmlSource? Source, XmlProblem? Problem) Parse(ReadOnlyMemory<byte> bytes)
    {
        if (Judge(bytes) is { } problem)
            return (null, problem);
        var span = bytes.Span;
        Encoding encoding = span switch
        {
            [0xFF, 0xFE, ..] => new UnicodeEncoding(bigEndian: false, byteOrderMark: true, throwOnInvalidBytes: true),
            [0xFE, 0xFF, ..] => new UnicodeEncoding(bigEndian: true, byteOrderMark: true, throwOnInvalidBytes: true),
            _ => new UTF8Encoding(encoderShouldEmitUTF8Identifier: true, throwOnInvalidBytes: true),
        };
        var hasBom = span.StartsWith(encoding.Preamble);
        try
        {
            var text = encoding.GetString(span[(hasBom ? encoding.Preamble.Length : 0)..]);
            // XML has no NUL: this is UTF-16 without a byte order mark, which System.Xml recognises all the same.
            return text.Contains('\0') ? (null, OtherEncoding) : (new XmlSource(text, encoding, hasBom, new XmlScanner(text).Scan()), null);
        }
        catch (DecoderFallbackException)
        {
            return (null, OtherEncoding);
        }
    }

    /// <summary>The same document with <paramref name="length"/> characters from <paramref name="start"/> replaced.</summary>
    public XmlSource Splice(int start, int length, string replacement)
    {
        var text = string.Concat(Text.AsSpan(0, start), replacement, Text.AsSpan(start + length));
        return new XmlSource(text, _encoding, _hasBom, new XmlScanner(text).Scan());
    }

    /// <summary>Line and column, from 1, of a character.</summary>
    public (int Line, int Column) Place(int offset)
    {
        var before = Text.AsSpan(0, offset);
        return (before.Count('\n') + 1, offset - before.LastIndexOf('\n'));
    }

    private static XmlProblem? Judge(ReadOnlyMemory<byte> bytes)
    {
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };
        try
        {
            using var reader = XmlReader.Create(new MemoryStream(bytes.ToArray()), settings);
            var lines = (IXmlLineInfo)reader;
            while (reader.Read())
            {
                if (reader.NodeType == XmlNodeType.XmlDeclaration && !IsKnown(reader.GetAttribute("encoding")))
                    return new XmlProblem("only UTF-8 and UTF-16 can be edited", 1, 1);
                if (reader.Depth > MaxDepth)
                    return new XmlProblem($"it is nested deeper than {MaxDepth} levels", lines.LineNumber, lines.LinePosition);
            }
            return null;
        }
        catch (XmlException e)
        {
            return new XmlProblem(Reason(e), Math.Max(e.LineNumber, 1), Math.Max(e.LinePosition, 1));
        }
        catch (ArgumentOutOfRangeException)
        {
            // System.Xml's own mistake where bytes that are no text stand in the declaration.
            return OtherEncoding;
        }
    }

    private static bool IsKnown(string? encoding) =>
        encoding is null || encoding.Equals("utf-8", StringComparison.OrdinalIgnoreCase) || encoding.Equals("utf-16", StringComparison.OrdinalIgnoreCase);

    // The message's own "Line 3, position 7." would repeat the place, and messages here end without a full stop.
    private static string Reason(XmlException e)
    {
        var message = e.Message;
        if (message.Contains("DTD", StringComparison.Ordinal))
            return "it has a document type (`<!DOCTYPE`)";
        var place = message.IndexOf(" Line ", StringComparison.Ordinal);
        return Named().Replace((place < 0 ? message : message[..place]).TrimEnd('.', ' ').ReplaceLineEndings(" "), name => ShownLine.IsName(name.Groups[1].Value) ? name.Value : "'…'");
    }

    // A single character, or a word of the file: where its markup is damaged that may be any text of it, a password too.
    [GeneratedRegex("'([^']{2,})'")]
    private static partial Regex Named();
}
