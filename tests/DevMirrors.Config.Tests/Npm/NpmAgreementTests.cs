using System.Text;
using System.Text.Json;
using CsCheck;
using DevMirrors.Testing;

namespace DevMirrors.Config.Tests;

/// <summary>Our reading of a .npmrc against npm's own: the <c>ini</c> package inside the installed npm, and <c>npm config get</c>.</summary>
[Trait("Promise", "P15")]
public class NpmAgreementTests
{
    private static readonly string[] Keys = ["registry", "@corp:registry", "//npm.example/:_authToken"];

    public static readonly string[] Odd =
    [
        "", "\n", "r", "registry", "registry=", "registry= ", " registry = https://a.example/ \n", "registry=https://a.example/\r\n",
        "registry=https://a.example/\rregistry=https://b.example/", "\u00ef\u00bb\u00bfregistry=https://bom.example/\n", "\u00ef\u00bb\u00bf[s]\nregistry=x\n",
        "registry=https://a.example/ ; why\n", "registry=https://a.example/#why\n", "registry=a\\;b\\#c\\d\\\\e\\\n", "registry=; why\n", "registry = # why\n",
        "; registry=no\n# registry=no\n\t;registry=no\n", "registry ; x=https://a.example/\n", "registry#x\n", "=registry\n", " =registry\n",
        "registry=https://a.example/\nregistry=https://b.example/\n", "registry[]=a\nregistry[]=b\n", "registry=a\nregistry=b\nregistry[]=c\nregistry=d\n",
        "[s]\nregistry=https://a.example/\n", "registry=a\n[s]\nregistry=b\n", " [s]\nregistry=a\n", "[s] x\nregistry=a\n", "[s]  \nregistry=a\n", "[]\nregistry=a\n",
        "registry=\"https://a.example/\"\n", "registry='https://a.example/'\n", "registry=\"https://a.example/\" ; why\n", "registry=\"a\\nb\\u00e9\"\n",
        "registry=\"a\\qb\"\n", "registry='\"a\"'\n", "registry='12'\n", "registry=\"\n", "registry='\n", "registry=''\n", "\"registry\"=a\n", "'registry'=a\n",
        "REGISTRY=a\n", "registry=true\n", "registry=null\n", "registry=${NOPE}\n", "@corp:registry = https://corp.example/\n@Corp:registry=x\n",
        "//npm.example/:_authToken=${NPM_TOKEN}\n", "//npm.example/:_authToken=\"npm_0123\"\n", "registry=a=b=c\n", "registry==a\n", "\u00c2\u00a0registry\u00c2\u00a0=\u00c2\u00a0a\u00c2\u00a0\n",
        "registry=\u00c3\u00a0\n", "registry=\u00e4\n", "\u0085registry=a\n", "registry=\"\u00c3\u00a9\"\n",
    ];

    [RealClientFact("node", "npm")]
    public async Task Our_reader_and_the_ini_package_of_npm_read_odd_files_alike() => await AssertAgreement(Odd);

    [RealClientFact("node", "npm")]
    public async Task Our_reader_and_the_ini_package_of_npm_read_generated_files_alike() =>
        await AssertAgreement(NpmrcFiles.Text.Array[400].Single());

    [RealClientFact("npm")]
    public async Task Npm_itself_prints_what_we_find()
    {
        foreach (var text in new[] { "registry = \"https://a.example/x/\"\n[s]\nregistry=https://b.example/\n", "registry=https://a.example/\r\nregistry=https://b.example/ ; why", "\u00ef\u00bb\u00bfregistry=https://c.example/\n" })
        {
            using var scratch = new ScratchMachine();
            scratch.Write("home/.npmrc", Encoding.Latin1.GetBytes(text));
            var answer = await Client.Run("npm", ["config", "get", "registry"], scratch.Home, scratch.Repository);
            Assert.Equal(answer.Text, Parse(text).Find("registry")?.Value.Text);
        }
    }

    private static async Task AssertAgreement(string[] texts)
    {
        using var scratch = new ScratchMachine();
        for (var i = 0; i < texts.Length; i++)
            scratch.Write($"files/{i}", Encoding.Latin1.GetBytes(texts[i]));
        const string Script = """
            const fs = require('fs'), path = require('path');
            const ini = require(path.join(path.dirname(path.dirname(fs.realpathSync(process.argv[1]))), 'node_modules', 'ini'));
            const [, , folder, count, ...keys] = process.argv;
            console.log(JSON.stringify([...Array(+count).keys()].map(i => {
              const read = ini.parse(fs.readFileSync(path.join(folder, String(i)), 'utf8'));
              return keys.map(k => k in read && !(read[k] && typeof read[k] === 'object' && !Array.isArray(read[k]))
                ? [].concat(read[k]).map(v => String(v).trim()).join(',') : null);
            })));
            """;
        var answer = await Client.Run(
            "node", ["-e", Script, RealClients.Find("npm")!, Path.Combine(scratch.Folder, "files"), $"{texts.Length}", .. Keys], scratch.Home);
        Assert.Equal("", answer.Error);
        var theirs = JsonSerializer.Deserialize<string?[][]>(answer.Output)!;
        for (var i = 0; i < texts.Length; i++)
            Assert.Equal((texts[i], string.Join(" | ", theirs[i])), (texts[i], string.Join(" | ", Keys.Select(k => Parse(texts[i]).Find(k)?.Value.Text))));
    }

    private static IDocument Parse(string text) => NpmrcFormat.Instance.Parse(".npmrc", Encoding.Latin1.GetBytes(text), new DiagnosticBag())!;
}
