using CsCheck;

namespace DevMirrors.Config.Tests;

/// <summary>Generated .npmrc files, one character per byte: every oddity of the format, mixed.</summary>
internal static class NpmrcFiles
{
    private static Gen<string> OneOf(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(i => texts[i]);

    private static readonly Gen<string> Space = OneOf("", "", " ", "\t", "  ");

    private static readonly Gen<string> Ending = Gen.Frequency((6, Gen.Const("\n")), (3, Gen.Const("\r\n")), (1, Gen.Const("\r")));

    private static readonly Gen<string> Key = OneOf(
        "registry", "registry", "registry[]", "\"registry\"", "@corp:registry", "@corp:registry", "//npm.example/:_authToken", "REGISTRY", "cache", "ca[]", "");

    private static readonly Gen<string> Value = OneOf(
        "https://a.example/", "\"https://b.example/npm/\"", "'https://c.example/'", "", "true", "${NPM_TOKEN}", "a\\;b", "a\\#b\\", "\"x\"y", "\"", "k=v", "\u00c3\u00a9\u00ff", "12");

    private static readonly Gen<string> Comment = OneOf("", "", "", " ; why", "# w\u00e4hy", ";", " #registry=no");

    private static readonly Gen<string> Definition =
        Gen.Select(Space, Key, Space, OneOf("=", "=", "=", ""), Space, Value, Space, (a, k, b, e, c, v, d) => a + k + b + (e.Length == 0 ? "" : e + c + v + d))
            .Select(Comment, (d, c) => d + c);

    private static readonly Gen<string> Line = Gen.Frequency(
        (8, Definition),
        (1, OneOf("", "  ", "; note", "#registry=https://no.example/", "\t# \u00e9\u00c3", "[section]", " [not a section]", "[open", "= nothing")));

    public static readonly Gen<string> Text =
        Gen.Select(OneOf("", "", "\u00ef\u00bb\u00bf"), Gen.Select(Line, Ending, (l, e) => l + e).Array[0, 12], Gen.OneOf(Gen.Const(""), Line), (b, lines, last) => b + string.Concat(lines) + last);
}
