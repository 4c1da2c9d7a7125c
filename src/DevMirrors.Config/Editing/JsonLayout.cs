using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace DevMirrors.Config;

/// <summary>How a file writes its members, learnt from the members that are there, so that a new one looks like them.</summary>
/// <param name="Separator">White space between the comma and the next member; with a line break in it, every member has its own line.</param>
/// <param name="Colon">The colon with the white space around it.</param>
internal sealed record JsonLayout(string Separator, string Colon, string LineBreak, string Unit)
{
    public bool IsMultiLine => Separator.Contains('\n');

    public string Indent => Separator[(Separator.LastIndexOf('\n') + 1)..];

    public static JsonLayout Of(ReadOnlySpan<byte> bytes, JsonOutline outline)
    {
        var lineBreak = bytes.IndexOf("\r\n"u8) >= 0 ? "\r\n" : "\n";
        if (outline.Members.Count == 0)
            return new JsonLayout(lineBreak + "  ", ": ", lineBreak, "  ");
        var last = outline.Members[^1];
        var colon = Encoding.UTF8.GetString(bytes[last.NameEnd..last.ValueStart]);
        var gap = GapBefore(bytes, last.Start);
        var newLine = gap.LastIndexOf('\n');
        if (newLine < 0)
            return new JsonLayout(outline.Members.Count > 1 ? gap : colon[(colon.IndexOf(':') + 1)..], colon, lineBreak, "  ");
        lineBreak = newLine > 0 && gap[newLine - 1] == '\r' ? "\r\n" : "\n";
        var indent = gap[(newLine + 1)..];
        return new JsonLayout(lineBreak + indent, colon.Contains('\n') ? ": " : colon, lineBreak, indent.Length == 0 ? "  " : indent);
    }

    /// <summary>A text in quotes, with only those characters escaped that JSON demands.</summary>
    public static string Quote(string text) => $"\"{JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"";

    /// <summary>The array in this file's style: one item a line where members have lines of their own.</summary>
    public string Array(IEnumerable<string> quoted)
    {
        var items = quoted.ToList();
        if (items.Count == 0)
            return "[]";
        if (!IsMultiLine)
            return $"[{string.Join(Colon.EndsWith(' ') ? ", " : ",", items)}]";
        var inner = LineBreak + Indent + Unit;
        return $"[{inner}{string.Join("," + inner, items)}{LineBreak}{Indent}]";
    }

    public string Member(string name, SettingValue value) => Quote(name) + Colon + Array(value.Items.Select(Quote));

    private static string GapBefore(ReadOnlySpan<byte> bytes, int offset)
    {
        var start = bytes[..offset].LastIndexOfAnyExcept(" \t\r\n"u8) + 1;
        return Encoding.UTF8.GetString(bytes[start..offset]);
    }
}
