using System.Text.RegularExpressions;

namespace DevMirrors.Config;

/// <summary>
/// What people and logs see of a line of a user's file: the names that its client knows, and of its values the addresses, the switches and those that DevMirrors reads or
/// writes. A comment, or a value under any other name, may be a secret that nothing tells from other text.
/// </summary>
internal sealed partial class ShownLine
{
    private readonly string _format;
    private readonly HashSet<string> _known;
    private readonly HashSet<string> _names;

    public ShownLine(FileEdit edit)
    {
        _format = edit.Format?.Name ?? "";
        var changes = edit.Changes.Concat(edit.Owned).ToList();
        _known = [.. changes.SelectMany(Known)];
        _names = [.. changes.SelectMany(c => new[] { c.Key, c.Key[(c.Key.IndexOf('/') + 1)..] })];
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
            .Where(text => Secrets.MaskValue(change.Key, text) == text && !Secrets.HoldsRandom(text));

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
        if (IsPlain(Unquoted(value)))
            return value;
        if (!SecretName().IsMatch(key) && Address().IsMatch(Unquoted(value)))
            return value.Replace(Unquoted(value), Secrets.MaskAddress(Unquoted(value)));
        var comment = value.AsSpan().IndexOfAny(';', '#');
        return comment > 0 && OfAssigned(key, value[..comment].TrimEnd()) is var shown && shown != Secrets.Masked
            ? $"{shown} {value[comment]} {Secrets.Masked}"
            : Secrets.Masked;
    }

    private string OfMarkup(Match part) =>
        part.Groups["value"] is { Success: true } value ? $"{part.Groups["name"].Value}{Quoted(value.Value, part.Groups["name"].Value.TrimEnd(' ', '\t', '=') is "key" or "pattern" or "packageSource")}"
        : part.Groups["tag"] is { Success: true } tag ? $"{part.Value[..(part.Length - tag.Length)]}{Name(tag.Value)}"
        : part.Groups["other"].Success ? Secrets.Masked
        : part.Value;

    private string OfJson(Match part) =>
        part.Groups["text"] is { Success: true } text ? $"{Quoted(text.Value, part.Groups["colon"].Length > 0)}{part.Groups["colon"].Value}"
        : part.Groups["other"].Success && !IsPlain(part.Value) ? Secrets.Masked
        : part.Value;

    private string Quoted(string quoted, bool isName)
    {
        var text = quoted.Trim('"', '\'');
        var isClosed = quoted.Length > 1 && quoted[^1] == quoted[0];
        // The rest of a value that goes on in the next line may make a password of what stands here.
        var shown = isName ? Name(text) : IsPlain(text) ? text : isClosed && Address().IsMatch(text) ? Secrets.MaskAddress(text) : Secrets.Masked;
        return shown == text ? quoted : $"{quoted[0]}{shown}{(isClosed ? quoted[^1] : "")}";
    }

    /// <summary>Whether a client of ours has a setting, section or element of this name.</summary>
    public static bool IsName(string text) => text.Length <= 200 && ClientsName().IsMatch(text) && !Secrets.HoldsRandom(text);

    private string Name(string text) => _names.Contains(text.Trim()) || IsName(text.Trim()) ? text : Secrets.Masked;

    private bool IsPlain(string value) =>
        _known.Contains(value) || value.Split(',', '|', ' ').All(word => _known.Contains(word) || Switch().IsMatch(word));

    private static string Unquoted(string value) => value is ['"', .., '"'] or ['\'', .., '\''] && value.Length > 1 ? value[1..^1] : value;

    // Where another value begins a comment or a list this is no address; what Secrets.Mask has taken out of it is gone already.
    [GeneratedRegex(@"\A(?:https?://[^\s;#""'<>]+(?:[,|](?:https?://[^\s;#""'<>,|]+|direct|off))*)\z")]
    private static partial Regex Address();

    // https://docs.npmjs.com/cli/using-npm/config, go help environment, nuget-config-file and dockerd's reference, as far as people use them.
    [GeneratedRegex(
        @"\A\uFEFF?(?:_authToken|_auth|_password|username|email|always-auth|(?:@[\w.-]+:)?registry|//[\w.:/@%-]+/?:(?:_authToken|_auth|_password|username|email|always-auth|certfile|keyfile)|\[[a-z]+\]"
        + @"|ca(?:\[\])?|cafile|cert|key|otp|(?:https?-)?proxy|noproxy|strict-ssl|prefix|cache|save-exact|save-prefix|engine-strict|audit|fund|loglevel|legacy-peer-deps|package-lock|ignore-scripts|fetch-[a-z-]+|init-[a-z.-]+"
        + @"|omit-lockfile-registry-resolved|replace-registry-host|GO[A-Z0-9]{2,}|CGO_[A-Z]+|CC|CXX|AR|GCCGO"
        + @"|configuration|add|clear|remove|package|packageSources?|packageSourceCredentials|packageSourceMapping|disabledPackageSources|activePackageSource|auditSources|apikeys|config|trustedSigners|author|repository|certificate|owners"
        + @"|clientCertificates|fileCert|storeCert|fallbackPackageFolders|packageRestore|packageManagement|bindingRedirects|solution|nuget\.org|Username|(?:ClearText)?Password|ValidAuthenticationTypes|globalPackagesFolder"
        + @"|registry-mirrors|insecure-registries|proxies|(?:http|https|no)-proxy|log-driver|log-level|log-opts|labels|dns|dns-opts|dns-search|data-root|exec-opts|storage-driver|storage-opts|features|builder|debug|experimental|hosts|iptables|ip6tables|ipv6|live-restore"
        + @"|max-concurrent-(?:downloads|uploads)|max-size|max-file|runtimes|default-[a-z-]+|tls|tlsverify|tlscacert|tlscert|tlskey|userns-remap|bip|mtu)\z")]
    private static partial Regex ClientsName();

    // Words that clients know, short numbers, and references, which name a secret and are none.
    [GeneratedRegex(@"\A(?:|true|false|null|none|off|direct|always|never|\*{1,3}|\d{1,4}|\$\{\w+\??\}|%\w+%)\z", RegexOptions.IgnoreCase)]
    private static partial Regex Switch();

    [GeneratedRegex("auth|pass|token|secret|key|cert|user|mail|cred", RegexOptions.IgnoreCase)]
    private static partial Regex SecretName();

    // A mark and an ordinary declaration say nothing of anybody's.
    [GeneratedRegex(@"\uFEFF|<\?xml(?:\s+version=[""']1\.[01][""'])?(?:\s+encoding=[""'](?i:utf-8|utf-16|us-ascii|iso-8859-1)[""'])?(?:\s+standalone=[""'](?:yes|no)[""'])?\s*\?>|(?<name>[\w.:-]+[ \t]*=[ \t]*)(?<value>""[^""]*""?|'[^']*'?)|</?(?<tag>[A-Za-z_][\w.:-]*)|<\?xml|<!--|-->|\?>|/?>|\s+|(?<other>[^\s<>/?-]+|.)")]
    private static partial Regex Markup();

    [GeneratedRegex(@"(?<text>""(?:[^""\\]|\\.)*""?)(?<colon>\s*:)?|[{}\[\]:,]|\s+|(?<other>[^\s""{}\[\]:,]+)")]
    private static partial Regex Json();

    [GeneratedRegex(@"\*\*\*(?:\s*\*\*\*)+")]
    private static partial Regex Repeated();
}
