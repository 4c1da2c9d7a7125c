using System.Globalization;
using System.Text;

namespace DevMirrors.Config;

/// <summary>Attribute values as XML spells them.</summary>
internal static class XmlEscape
{
    /// <summary>The value as it stands between quotes of this kind.</summary>
    public static string Escape(string value, char quote)
    {
        var escaped = new StringBuilder(value.Length);
        foreach (var c in value)
            _ = c switch
            {
                '&' => escaped.Append("&amp;"),
                '<' => escaped.Append("&lt;"),
                '>' => escaped.Append("&gt;"),
                '"' when quote == '"' => escaped.Append("&quot;"),
                '\'' when quote == '\'' => escaped.Append("&apos;"),
                '\t' or '\r' or '\n' => escaped.Append(CultureInfo.InvariantCulture, $"&#x{(int)c:X};"),
                _ => escaped.Append(c),
            };
        return escaped.ToString();
    }

    /// <summary>What a parser makes of the text between the quotes: line breaks and tabs become spaces, references what they name.</summary>
    public static string Unescape(string raw)
    {
        if (raw.AsSpan().IndexOfAny("&\t\r\n") < 0)
            return raw;
        var value = new StringBuilder(raw.Length);
        for (var i = 0; i < raw.Length; i++)
        {
            if (raw[i] == '&')
            {
                var end = raw.IndexOf(';', i);
                value.Append(Named(raw[(i + 1)..end]));
                i = end;
            }
            else if (raw[i] != '\n' || i == 0 || raw[i - 1] != '\r')
                value.Append(raw[i] is '\t' or '\r' or '\n' ? ' ' : raw[i]);
        }
        return value.ToString();
    }

    private static string Named(string reference) => reference switch
    {
        "amp" => "&",
        "lt" => "<",
        "gt" => ">",
        "quot" => "\"",
        "apos" => "'",
        ['#', 'x', .. var hex] => char.ConvertFromUtf32(int.Parse(hex, NumberStyles.HexNumber, CultureInfo.InvariantCulture)),
        ['#', .. var number] => char.ConvertFromUtf32(int.Parse(number, NumberStyles.None, CultureInfo.InvariantCulture)),
        _ => $"&{reference};",
    };
}
