namespace DevMirrors.Config;

/// <summary>Why a text is not strict JSON, and at which byte; caught where the format turns it into a diagnostic.</summary>
internal sealed class JsonMistake(string message, int offset) : Exception(message)
{
    public const int MaxDepth = 64;

    public int Offset { get; } = offset;

    /// <summary>Says in our words what the reader stumbled over: its own words are gone where resources are trimmed.</summary>
    public static JsonMistake Explain(ReadOnlySpan<byte> bytes, int stopped, int depth)
    {
        var blanks = bytes[stopped..].IndexOfAnyExcept(" \t\r\n"u8);
        if (blanks < 0)
            return new JsonMistake("the text ends too early", bytes.Length);
        var offset = stopped + blanks;
        var rest = bytes[offset..];
        return new JsonMistake(Reason(bytes[..offset], rest, depth), offset);
    }

    private static string Reason(ReadOnlySpan<byte> before, ReadOnlySpan<byte> rest, int depth) => (char)rest[0] switch
    {
        '<' or '=' or '>' or '|' when IsConflictMarker(rest) => "a merge conflict is not resolved",
        '/' or '#' => "JSON has no comments",
        '}' or ']' when before.TrimEnd(" \t\r\n"u8).EndsWith(","u8) => $"a comma stands before `{(char)rest[0]}`",
        '{' or '[' when depth >= MaxDepth => $"it is nested deeper than {MaxDepth} levels",
        '"' => "a text is not closed, holds a raw control character or a wrong escape, or a comma or colon is missing before it",
        >= '!' and <= '~' => $"`{(char)rest[0]}` is not expected here",
        _ => $"the byte 0x{rest[0]:X2} is not expected here",
    };

    private static bool IsConflictMarker(ReadOnlySpan<byte> rest) =>
        rest.Length >= 7 && rest[..7].IndexOfAnyExcept(rest[0]) < 0;
}
