using System.Text.RegularExpressions;

namespace DevMirrors.Config;

/// <summary>
/// What people and logs see of a line of a user's file: its names, and of its values the addresses, the switches and those that DevMirrors reads or
/// writes. A comment, or a value under any other name, may be a secret that nothing tells from other text.
/// </summary>
internal sealed partial class ShownLine
{
    private readonly string _format;
    private readonly HashSet<string> _known;

    public ShownLine(FileEdit edit)
    {
        _format = edit.Format?.Name ?? "";
        _known = [.. edit.Changes.Concat(edit.Owned).SelectMany(Known)];
    }

    public string Of(string line)
    {
        var masked = Secrets.Mask(line);
        return Repeated().Replace(_format switch
        {
            "NuGet.Config" => Markup().Replace(masked, OfMarkup),
            "daemon.json" => Json().Replace(masked, OfJson),
            _ => OfAssignment(masked),
        }, Secrets.Masked);
    }

    private static IEnumerable<string> Known(SettingChange change) =>
        new[] { change.Before, change.After }.OfType<SettingValue>()
            .SelectMany(v => v.Items.Append(v.Text))
            .Where(text => Secrets.Mask($"{change.Key}={text}") == $"{change.Key}={text}" && !Secrets.HoldsRandom(text));

    private string OfAssignment(string line)
    {
        var body = line.TrimStart();
        var lead = line[..^body.Length];
        var equals = line.IndexOf('=');
        if (body.TrimEnd().Length == 0 || Name(body.Trim()) is ['[', .., ']'])
            return line;
        if (body[0] is '#' or ';')
            return $"{lead}{body[0]} {Secrets.Masked}";
        if (equals < 0)
            return lead + Secrets.Masked;
        var value = line[(equals + 1)..];
        var spaces = value[..^value.TrimStart().Length];
        return $"{Name(line[..equals])}={spaces}{OfAssigned(line[..equals], value.Trim())}{(line.EndsWith('\r') ? "\r" : "")}";
    }

    private string OfAssigned(string key, string value)
    {
        if (IsPlain(Unquoted(value)) || !SecretName().IsMatch(key) && Address().IsMatch(Unquoted(value)))
            return value;
        var comment = value.AsSpan().IndexOfAny(';', '#');
        return comment > 0 && OfAssigned(key, value[..comment].TrimEnd()) is var shown && shown != Secrets.Masked
            ? $"{shown} {value[comment]} {Secrets.Masked}"
            : Secrets.Masked;
    }

    private string OfMarkup(Match part) =>
        part.Groups["value"] is { Success: true } value ? $"{part.Groups["name"].Value}{Quoted(value.Value, part.Groups["name"].Value.TrimEnd(' ', '\t', '=') is "key" or "pattern" or "packageSource")}"
        : part.Groups["other"].Success ? Secrets.Masked
        : part.Value;

    private string OfJson(Match part) =>
        part.Groups["text"] is { Success: true } text ? $"{Quoted(text.Value, part.Groups["colon"].Length > 0)}{part.Groups["colon"].Value}"
        : part.Groups["other"].Success && !IsPlain(part.Value) ? Secrets.Masked
        : part.Value;

    private string Quoted(string quoted, bool isName)
    {
        var text = quoted.Trim('"', '\'');
        var shown = isName ? Name(text) : IsPlain(text) || Address().IsMatch(text) ? text : Secrets.Masked;
        return shown == text ? quoted : $"{quoted[0]}{shown}{(quoted.Length > 1 && quoted[^1] == quoted[0] ? quoted[^1] : "")}";
    }

    private static string Name(string text) =>
        text.Length > 200 || text.Trim().AsSpan().ContainsAny(' ', '\t') || Secrets.HoldsRandom(text) ? Secrets.Masked : text;

    private bool IsPlain(string value) =>
        _known.Contains(value) || value.Split(',', '|', ' ').All(word => _known.Contains(word) || Switch().IsMatch(word));

    private static string Unquoted(string value) => value is ['"', .., '"'] or ['\'', .., '\''] && value.Length > 1 ? value[1..^1] : value;

    // Where another value begins a comment or a list this is no address; what Secrets.Mask has taken out of it is gone already.
    [GeneratedRegex(@"\A(?:https?://[^\s;#""'<>]+(?:[,|](?:https?://[^\s;#""'<>,|]+|direct|off))*)\z")]
    private static partial Regex Address();

    // Words that clients know, short numbers, and references, which name a secret and are none.
    [GeneratedRegex(@"\A(?:|true|false|null|none|off|direct|always|never|\*{1,3}|\d{1,4}|\$\{\w+\??\}|%\w+%)\z", RegexOptions.IgnoreCase)]
    private static partial Regex Switch();

    [GeneratedRegex("auth|pass|token|secret|key|cert|user|mail|cred", RegexOptions.IgnoreCase)]
    private static partial Regex SecretName();

    [GeneratedRegex(@"(?<name>[\w.:-]+[ \t]*=[ \t]*)(?<value>""[^""]*""?|'[^']*'?)|</?[A-Za-z_][\w.:-]*|<\?xml|<!--|-->|\?>|/?>|\s+|(?<other>[^\s<>/?-]+|.)")]
    private static partial Regex Markup();

    [GeneratedRegex(@"(?<text>""(?:[^""\\]|\\.)*""?)(?<colon>\s*:)?|[{}\[\]:,]|\s+|(?<other>[^\s""{}\[\]:,]+)")]
    private static partial Regex Json();

    [GeneratedRegex(@"\*\*\*(?:\s*\*\*\*)+")]
    private static partial Regex Repeated();
}
