using System.Text.Json;

namespace DevMirrors.Config;

/// <summary>Where the members of a JSON file's top-level object stand; a file of white space alone has no object.</summary>
/// <param name="Open">Of the opening brace; -1 where there is no object.</param>
/// <param name="Close">Of the closing brace.</param>
internal sealed record JsonOutline(int Open, int Close, IReadOnlyList<JsonMember> Members)
{
    public static readonly JsonOutline Blank = new(-1, -1, []);

    /// <summary>The member that a reader takes: of equal names the last.</summary>
    public JsonMember? Find(string name) => Members.LastOrDefault(m => m.Name == name);

    /// <summary>Reads strict JSON (no comments, no trailing commas, at most 64 levels) from <paramref name="from"/> on.</summary>
    /// <exception cref="JsonMistake">The text is not that, or its top level is not an object.</exception>
    public static JsonOutline Read(ReadOnlySpan<byte> bytes, int from)
    {
        if (IsBlank(bytes[from..]))
            return Blank;
        var reader = new Utf8JsonReader(bytes[from..]);
        try
        {
            return Read(ref reader, from);
        }
        catch (JsonException)
        {
            // The reader counts an opening bracket as one level only once it is past it.
            var opened = reader.TokenType is JsonTokenType.StartArray or JsonTokenType.StartObject ? 1 : 0;
            throw JsonMistake.Explain(bytes, from + (int)reader.BytesConsumed, reader.CurrentDepth + opened);
        }
    }

    public static bool IsBlank(ReadOnlySpan<byte> text) => text.IndexOfAnyExcept(" \t\r\n"u8) < 0;

    private static JsonOutline Read(ref Utf8JsonReader reader, int from)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
            throw new JsonMistake("the top level is not an object", from + (int)reader.TokenStartIndex);
        var open = from + (int)reader.TokenStartIndex;
        var members = new List<JsonMember>();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            members.Add(ReadMember(ref reader, from));
        var close = from + (int)reader.TokenStartIndex;
        // Whatever follows the object is a mistake, which only reading on finds.
        while (reader.Read())
        {
        }
        return new JsonOutline(open, close, members);
    }

    private static JsonMember ReadMember(ref Utf8JsonReader reader, int from)
    {
        var (name, start, nameEnd) = Text(ref reader, from);
        reader.Read();
        var valueStart = from + (int)reader.TokenStartIndex;
        var elements = reader.TokenType switch
        {
            JsonTokenType.Null => [],
            JsonTokenType.StartArray => ReadElements(ref reader, from),
            _ => null,
        };
        reader.Skip();
        return new JsonMember(name, start, nameEnd, valueStart, from + (int)reader.BytesConsumed, elements);
    }

    private static List<JsonElementText>? ReadElements(ref Utf8JsonReader reader, int from)
    {
        var elements = new List<JsonElementText>();
        var onlyTexts = true;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType == JsonTokenType.String)
            {
                var (text, start, end) = Text(ref reader, from);
                elements.Add(new JsonElementText(text, start, end));
            }
            else
            {
                onlyTexts = false;
                reader.Skip();
            }
        }
        return onlyTexts ? elements : null;
    }

    private static (string Text, int Start, int End) Text(ref Utf8JsonReader reader, int from)
    {
        var start = from + (int)reader.TokenStartIndex;
        try
        {
            return (reader.GetString()!, start, start + reader.ValueSpan.Length + 2);
        }
        catch (InvalidOperationException)
        {
            throw new JsonMistake("an escape is half of a surrogate pair", start);
        }
    }
}
