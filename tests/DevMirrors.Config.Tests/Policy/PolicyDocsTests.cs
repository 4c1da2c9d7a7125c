using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace DevMirrors.Config.Tests;

public partial class PolicyDocsTests
{
    public static TheoryData<string, string> Examples()
    {
        var data = new TheoryData<string, string>();
        string[] pages = [Docs("policy.md"), .. Directory.GetFiles(Docs("diagnostics"), "DEVM10*.md")];
        foreach (var page in pages)
            foreach (Match block in Yaml().Matches(File.ReadAllText(page).ReplaceLineEndings("\n")))
                data.Add(Path.GetFileName(page), block.Groups[1].Value);
        data.Add("mirrors.yaml", File.ReadAllText(Docs("../mirrors.yaml")));
        return data;
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public void An_example_loads_without_a_word(string page, string text)
    {
        var (policy, found) = PolicyExample.Parse(text);

        Assert.NotEmpty(page);
        Assert.Empty(found);
        Assert.NotNull(policy);
    }

    [Fact]
    public void Every_code_of_the_policy_has_a_page()
    {
        var source = File.ReadAllText(Docs("../src/DevMirrors.Config/Diagnostics/Diagnose.cs"));
        var codes = Code().Matches(source).Select(m => m.Groups[1].Value).Distinct().ToList();

        Assert.True(codes.Count >= 40);
        Assert.All(codes, code => Assert.StartsWith($"# {code}: ", File.ReadAllText(Docs($"diagnostics/{code}.md"))));
    }

    [Fact]
    public void The_reference_names_every_key()
    {
        var page = File.ReadAllText(Docs("policy.md"));

        Assert.All(Names(new PolicyKeys().Root).Distinct(), key => Assert.Contains(key, page));
    }

    private static IEnumerable<string> Names(Shape shape) => shape switch
    {
        AnyShape any => any.Shapes.SelectMany(Names),
        ListShape list => Names(list.Item),
        MapShape map => Names(map.Value),
        ObjectShape keys => keys.Keys.SelectMany(k => Names(k.Shape).Prepend(k.Name)),
        _ => [],
    };

    private static string Docs(string name, [CallerFilePath] string path = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(path)!, "..", "..", "..", "docs", name));

    [GeneratedRegex("```yaml\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Yaml();

    [GeneratedRegex("\"(DEVM10[0-9]{2})\"")]
    private static partial Regex Code();
}
