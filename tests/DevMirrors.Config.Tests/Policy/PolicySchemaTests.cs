using System.Runtime.CompilerServices;
using System.Text.Json;

namespace DevMirrors.Config.Tests;

public class PolicySchemaTests
{
    [Fact]
    public void The_committed_schema_is_the_one_that_the_loaders_keys_give()
    {
        var generated = PolicySchema.Generate(MirrorCatalogue.BuiltIn());
        var aside = Path.Combine(Path.GetTempPath(), "mirrors.schema.json");
        var isEqual = PolicySchema.Text() == generated;
        if (!isEqual)
            File.WriteAllText(aside, generated);

        Assert.True(isEqual, $"mirrors.schema.json is out of date: copy {aside} over it");
        Assert.Equal(File.ReadAllText(Path.Combine(Repository(), "mirrors.schema.json")), generated);
    }

    [Fact]
    public void Every_object_of_the_schema_has_the_keys_of_the_loader_and_a_hover_text_for_each()
    {
        using var schema = JsonDocument.Parse(PolicySchema.Text());
        var objects = 0;

        Compare(new PolicyKeys().Root, schema.RootElement);

        void Compare(Shape shape, JsonElement element)
        {
            if (shape is AnyShape any)
                foreach (var (inner, i) in any.Shapes.Select((s, i) => (s, i)))
                    Compare(inner, element.GetProperty("anyOf")[i]);
            else if (shape is ListShape list)
                Compare(list.Item, element.GetProperty("items"));
            else if (shape is MapShape map)
                Compare(map.Value, element.GetProperty("additionalProperties"));
            else if (shape is ObjectShape keys)
            {
                objects++;
                var properties = element.GetProperty("properties");
                Assert.Equal(keys.Keys.Select(k => k.Name), properties.EnumerateObject().Select(p => p.Name));
                Assert.All(properties.EnumerateObject(), p => Assert.NotEmpty(p.Value.GetProperty("description").GetString()!));
                foreach (var key in keys.Keys)
                    Compare(key.Shape, properties.GetProperty(key.Name));
            }
        }

        Assert.True(objects > 10);
    }

    [Theory]
    [InlineData("go", "goproxy-cn", "direct")]
    [InlineData("npm", "npmmirror", "upstream")]
    [InlineData("docker", "daocloud", "upstream")]
    public void Editors_are_offered_the_mirrors_of_the_catalogue(string ecosystem, params string[] offered)
    {
        using var schema = JsonDocument.Parse(PolicySchema.Text());
        var choice = schema.RootElement.GetProperty("properties").GetProperty("regions").GetProperty("additionalProperties").GetProperty("properties").GetProperty(ecosystem);
        var ids = choice.GetProperty("anyOf")[0].GetProperty("anyOf")[0].GetProperty("enum").EnumerateArray().Select(e => e.GetString()!).ToList();

        Assert.Superset(offered.ToHashSet(), ids.ToHashSet());
        Assert.DoesNotContain("docker-cn", ids);
    }

    /// <summary>What is about the form of a value, and not about YAML, addresses or what two values mean together.</summary>
    public static IEnumerable<object[]> FaultsOfForm() => PolicyFaultTests.Faults.Where(row =>
        row is [string code, string marked]
        && string.CompareOrdinal(code, "DEVM1017") >= 0 && string.CompareOrdinal(code, "DEVM1024") <= 0
        && !marked.Contains('?'));

    [Theory]
    [MemberData(nameof(FaultsOfForm))]
    public void What_the_loader_refuses_for_its_form_the_schema_refuses_too(string code, string marked)
    {
        Assert.NotEmpty(code);
        Assert.False(SchemaAccepts(marked.Replace("§", "")));
    }

    [Theory]
    [MemberData(nameof(PolicyDocsTests.Examples), MemberType = typeof(PolicyDocsTests))]
    public void What_the_loader_accepts_the_schema_accepts_too(string page, string text)
    {
        Assert.NotEmpty(page);
        Assert.True(SchemaAccepts(text));
    }

    private static bool SchemaAccepts(string text)
    {
        using var schema = JsonDocument.Parse(PolicySchema.Text());
        return SchemaChecker.Accepts(schema.RootElement, YamlReader.Read("mirrors.yaml", text, new DiagnosticBag())!);
    }

    private static string Repository([CallerFilePath] string path = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(path)!, "..", "..", ".."));
}
