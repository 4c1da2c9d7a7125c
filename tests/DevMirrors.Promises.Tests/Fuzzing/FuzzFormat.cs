using DevMirrors.Config;

namespace DevMirrors.Promises.Tests;

/// <summary>One file format to fuzz: where its seeds are, what its grammar is made of, and which keys are asked of it.</summary>
/// <param name="Name">The ecosystem, or <c>policy</c>; also the folder of the kept cases.</param>
/// <param name="Tokens">Pieces that mean something to the format, one character per byte: a mutation that knows them gets past the first check.</param>
/// <param name="Wishes">Keys, and what they are set to.</param>
internal sealed record FuzzFormat(string Name, IReadOnlyList<string> Tokens, IReadOnlyList<(string Key, SettingValue Value)> Wishes)
{
    private static readonly string[] Everywhere =
        ["\r\n", "\n", "\r", "\0", "\u00ef\u00bb\u00bf", "\u00ff\u00fe", "\u00fe\u00ff", "\t", "  ", "\"", "'", "\\", "#", ";", "=", "${HOME}", "%HOME%", "\u00c3\u00a9", "\u00c3", "\u00ed\u00a0\u0080", "<<<<<<< HEAD\n", "\u0085", "\u00c2\u00a0", "https://a.example/", "\u001b[2J"];

    public static readonly IReadOnlyList<FuzzFormat> Editors =
    [
        new("go", [.. Everywhere, "GOPROXY=", "GOPROXY", "GOPRIVATE=a,b\n", "\nGOPROXY=off\n", " GOPROXY=x\n", "goproxy=", "GOSUMDB=off", ",", "|", "direct", "==", "GOPROXY=\r\n"],
            [("GOPROXY", new("https://m.example|https://n.example,direct")), ("GOPRIVATE", new("corp.example", "b.example")), ("GOSUMDB", new("sum.golang.google.cn"))]),
        new("npm", [.. Everywhere, "registry=", "registry[]=", "@corp:registry=", "[section]\n", "[a.b]\n", "\"registry\"", "'registry' = ", "//npm.example/:_authToken=x", "registry", "\\;", "\\#", "true", "null", "[]", "registry = ; x\n", "\"\\u0041\""],
            [("registry", new("https://m.example/npm/")), ("@corp:registry", new("https://corp.example/"))]),
        new("nuget", [.. Everywhere, "<add key=\"feed\" value=\"x\" />", "<add key='FEED' value=\"y\"/>", "<clear/>", "<!--", "-->", "<![CDATA[", "]]>", "<?x ?>", "<!DOCTYPE c [<!ENTITY e 'x'>]>", "&e;", "&amp;", "&#x41;", "&#0;", "</packageSources>", "<packageSources>", "<configuration>", "</configuration>", "<remove key='feed'/>", "<packageSourceMapping><packageSource key='feed'><package pattern='*'/></packageSource></packageSourceMapping>", "protocolVersion=\"3\"", "/>", ">", "<", "xmlns:a=\"b\"", "a:", "<feed/>", "<?xml version='1.0' encoding='utf-16'?>", "</add>"],
            [("packageSources/feed", new("https://m.example/v3/index.json?a=1&b=\"<'>")), ("packageSourceMapping/feed", new("*", "Corp.*")), ("packageSources/feed@protocolVersion", new("3"))]),
        new("docker", [.. Everywhere, "\"registry-mirrors\"", ": [", "]", "{", "}", "[", ",", "\"registry\\u002dmirrors\":[]", "null", "true", "1e9999", "\"\\ud800\"", "// x\n", "/* */", "\"a\":", "[\"https://b.example\"]", "\"insecure-registries\":[\"x\"]", "\"Registry-Mirrors\":[\"x\"]"],
            [("registry-mirrors", new("https://m.example/", "https://n.example/")), ("insecure-registries", new("m.example:5000"))]),
    ];

    public static readonly FuzzFormat Policy = new(
        "policy",
        [.. Everywhere, "regions:\n", "  cn:\n", "    when: { timezone: [Asia/Shanghai] }\n", "version: 1\n", "mirrors:\n", "private:\n", "&a ", "*a", "<<: ", "!!str ", "---\n", "...\n", "? ", "- ", "| \n", ">-\n", "%YAML 1.2\n", "{", "}", "[", "]", ",", ": ", "upstream", "direct", "off", "url: http://", "url: https://u:p@h.example/", "ecosystem: npm", "insecure: true", "private: true", "auth: { token-env: X }", "sumdb: off", "fallback: never", "select: fastest", "npm: [a, npmmirror]", "go: [direct]", "replaces: x", "default: true", "169.254.169.254", "\"\\u0000\"", "probe: { timeout: 2s }", "images: { \"*\": daocloud }", "\"@corp\": npmmirror", "9999999999999999999999", "~"],
        []);

    public static FuzzFormat Find(string name) => name == Policy.Name ? Policy : Editors.First(f => f.Name == name);
}
