using System.Text.RegularExpressions;

namespace DevMirrors.Promises.Tests;

/// <summary>An edit that meets our line, or the whole file; <paramref name="Of"/> gives null where it deletes the file.</summary>
/// <param name="WithValue">What must come of it where there was a value before us.</param>
/// <param name="Without">The same where there was none; null where the edit then means nothing.</param>
internal sealed record TouchingEdit(string Ecosystem, string Name, Func<string, string?> Of, Merge WithValue, Merge? Without)
{
    public static readonly IReadOnlyList<TouchingEdit> All =
    [
        .. Everywhere("go"), .. Everywhere("npm"), .. Everywhere("nuget"), .. Everywhere("docker"),

        Edit("go", "value changed", "(?m)^GOPROXY=.*", "GOPROXY=https://their.example", Merge.Refused, Merge.Refused),
        Edit("go", "key removed", "(?m)^GOPROXY=.*\n", "", Merge.Refused, Merge.Left),
        Edit("go", "value as before us", "(?m)^GOPROXY=.*", "GOPROXY=https://own.example,direct", Merge.Left, Merge.Refused),
        Edit("go", "a later definition of theirs", @"\z", "GOPROXY=https://their.example\n", Merge.Exact, Merge.Exact),
        new("go", "windows line endings", t => t.Replace("\n", "\r\n"), Merge.Refused, Merge.Refused),
        new("go", "lines sorted, as go env -w leaves them", Sorted, Merge.Meaning, Merge.Meaning),
        Edit("go", "ours at the top", @"(?s)\A(.*?)(GOPROXY=[^\n]*\n)", "$2$1", Merge.Exact, Merge.Exact),
        Edit("go", "ours at the bottom", @"(?s)(GOPROXY=[^\n]*\n)(.*)\z", "$2$1", Merge.Exact, Merge.Exact),
        Edit("go", "ours twice", @"(?s)\A(.*)(GOPROXY=[^\n]*\n)", "$2$1$2", Merge.Exact, Merge.Exact),
        Edit("go", "conflict marks", @"\A", "<<<<<<< HEAD\n", Merge.Refused, Merge.Refused),

        Edit("npm", "value changed", "(?m)^(registry ?= ?).*", "$1https://their.example/", Merge.Refused, Merge.Refused),
        Edit("npm", "key removed", "(?m)^registry.*\n", "", Merge.Refused, Merge.Left),
        Edit("npm", "value as before us", "(?m)^registry.*", "registry = https://own.example/npm/", Merge.Left, Merge.Refused),
        Edit("npm", "a comment behind ours", "(?m)^(registry.*)", "$1 ; theirs", Merge.Meaning, Merge.Meaning),
        Edit("npm", "quotes around ours", "(?m)^registry ?= ?(.*)", "registry=\"$1\"", Merge.Meaning, Merge.Meaning),
        Edit("npm", "other spaces around ours", "(?m)^registry ?= ?(.*)", "  registry   =  $1  ", Merge.Meaning, Merge.Meaning),
        Edit("npm", "below a section of theirs", "(?m)^(?=registry)", "[section]\n", Merge.Exact, null),
        new("npm", "windows line endings", t => t.Replace("\n", "\r\n"), Merge.Meaning, Merge.Meaning),
        new("npm", "lines sorted and comments dropped, as npm config set leaves them", t => Sorted(Regex.Replace(t, "(?m)^;.*\n", "")), Merge.Meaning, Merge.Meaning),
        Edit("npm", "ours at the top", @"(?s)\A(.*?)(registry ?=[^\n]*\n)", "$2$1", Merge.Exact, Merge.Exact),
        Edit("npm", "ours at the bottom", @"(?s)(registry ?=[^\n]*\n)(.*)\z", "$2$1", Merge.Exact, Merge.Exact),
        Edit("npm", "ours twice", @"(?s)\A(.*)(registry ?=[^\n]*\n)", "$2$1$2", Merge.Exact, Merge.Exact),
        Edit("npm", "a key alone at the end, its newline gone", @"\z", "save-exact", Merge.Exact, Merge.Exact),
        Edit("npm", "conflict marks", @"\A", "<<<<<<< HEAD\n", Merge.Refused, Merge.Refused),

        Edit("nuget", "value changed", "(key=\"mine\" value=\")[^\"]*", "$1https://their.example/", Merge.Refused, Merge.Refused),
        Edit("nuget", "entry removed", "(?m)^.*key=\"mine\".*\n", "", Merge.Refused, Merge.Left),
        Edit("nuget", "value as before us", "(key=\"mine\" value=\")[^\"]*", "$1https://mirrors.cloud.tencent.com/nuget/", Merge.Left, Merge.Left),
        Edit("nuget", "value before key", "key=\"mine\" value=(\"[^\"]*\")", "value=$1 key=\"mine\"", Merge.Meaning, Merge.Meaning),
        Edit("nuget", "key in capitals", "\"mine\"", "\"MINE\"", Merge.Meaning, Merge.Meaning),
        Edit("nuget", "single quotes", "(key=\"mine\" value=)\"([^\"]*)\"", "$1'$2'", Merge.Meaning, Merge.Meaning),
        Edit("nuget", "a comment behind ours", "(?m)^(.*key=\"mine\".*)", "$1 <!-- theirs -->", Merge.Meaning, Merge.Meaning),
        Edit("nuget", "cleared below ours", "(?m)^(.*key=\"mine\".*\n)", "$1    <clear />\n", Merge.Exact, null),
        new("nuget", "windows line endings", t => t.Replace("\n", "\r\n"), Merge.Meaning, Merge.Meaning),
        new("nuget", "one line", t => Regex.Replace(t, "\\s*\n\\s*", ""), Merge.Meaning, Merge.Meaning),
        Edit("nuget", "ours at the top", @"(?s)(    <add key=""first"".*?)(    <add key=""mine""[^\n]*\n)", "$2$1", Merge.Exact, null),
        Edit("nuget", "ours at the bottom", @"(?s)(    <add key=""mine""[^\n]*\n)(.*?)(?=  </packageSources>)", "$2$1", Merge.Exact, null),
        Edit("nuget", "ours twice", @"(?m)^.*key=""mine"".*\n", "$0$0", Merge.Exact, null),
        Edit("nuget", "ours inside theirs", @"(?m)^(.*key=""mine"".*\n)", "    <!-- above -->\n$1    <add key=\"below\" value=\"https://below.example/\" />\n", Merge.Exact, null),
        Edit("nuget", "no XML any more", "</configuration>", "", Merge.Refused, Merge.Refused),

        Edit("docker", "value changed", "(\"registry-mirrors\": \\[)[^\\]]*", "$1\"https://their.example\"", Merge.Refused, Merge.Refused),
        Edit("docker", "a mirror of theirs beside ours", "(\"registry-mirrors\": \\[)", "$1\"https://their.example\", ", Merge.Refused, Merge.Refused),
        Edit("docker", "key removed", ",?\\s*\"registry-mirrors\": \\[[^\\]]*\\]", "", Merge.Refused, Merge.Left),
        Edit("docker", "value as before us", "(\"registry-mirrors\": \\[)[^\\]]*", "$1\"https://own.example\"", Merge.Left, Merge.Refused),
        Edit("docker", "escaped slashes in ours", "https://", "https:\\/\\/", Merge.Meaning, Merge.Meaning),
        new("docker", "windows line endings", t => t.Replace("\n", "\r\n"), Merge.Meaning, Merge.Meaning),
        new("docker", "one line", t => Regex.Replace(t, "\\s*\n\\s*", ""), Merge.Meaning, Merge.Meaning),
        new("docker", "tabs", t => t.Replace("  ", "\t"), Merge.Meaning, Merge.Meaning),
        Edit("docker", "ours at the top", @"(?s)\A\{(.*),\s*(""registry-mirrors"": \[[^\]]*\])", "{\n  $2,$1", Merge.Meaning, Merge.Meaning),
        Edit("docker", "ours at the bottom", @"(?s)\s*(""registry-mirrors"": \[[^\]]*\]),(.*?)\n\}", "$2,\n  $1\n}", Merge.Meaning, null),
        Edit("docker", "ours twice", @"(?s)(""registry-mirrors"": \[[^\]]*\])", "$1,\n  $1", Merge.Meaning, Merge.Meaning),
        Edit("docker", "a member with its comma before ours", @"(?m)^(?=.*""registry-mirrors"")", "  \"experimental\": false,\n", Merge.Exact, null),
        Edit("docker", "a member with a leading comma behind ours", @"(""registry-mirrors"": \[[^\]]*\])", "$1\n  , \"experimental\": false", Merge.Meaning, null),
        Edit("docker", "no JSON any more", "}\\s*\\z", "", Merge.Refused, Merge.Refused),
    ];

    private static TouchingEdit[] Everywhere(string ecosystem) =>
    [
        new(ecosystem, "file deleted", _ => null, Merge.Left, Merge.Left),
        new(ecosystem, "file emptied", _ => "", Merge.Refused, Merge.Left),
        Edit(ecosystem, "a byte order mark", @"\A", "\uFEFF", Merge.Exact, Merge.Exact),
    ];

    private static TouchingEdit Edit(string ecosystem, string name, string pattern, string replacement, Merge withValue, Merge? without) =>
        new(ecosystem, name, text => new Regex(pattern).Replace(text, replacement, 1), withValue, without);

    private static string Sorted(string text) =>
        string.Join('\n', text.TrimEnd('\n').Split('\n').Order(StringComparer.Ordinal)) + "\n";
}
