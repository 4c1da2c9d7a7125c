using System.Text;
using System.Xml.Linq;
using CsCheck;

namespace DevMirrors.Config.Tests;

public class ImportElementTests
{
    public static TheoryData<string> Shapes => new(
        "<Project>\n</Project>\n",
        "<Project>\n</Project>",
        "<Project></Project>",
        "<Project> </Project>",
        "<Project>  </Project>",
        "<Project/>",
        "<Project />",
        "<Project   />\n",
        "<Project\n/>\n",
        "<Project\n  Sdk=\"Some.Sdk\"\n></Project>",
        "<Project Sdk=\"Some.Sdk\">\n\n</Project>\n",
        "<Project xmlns=\"http://schemas.microsoft.com/developer/msbuild/2003\" ToolsVersion='15.0'>\n</Project>\n",
        "<m:Project xmlns:m=\"http://schemas.microsoft.com/developer/msbuild/2003\">\n</m:Project>\n",
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\r\n<Project>\r\n\t<PropertyGroup>\r\n\t\t<A>1</A>\r\n\t</PropertyGroup>\r\n</Project>\r\n",
        "<Project>\n    <PropertyGroup/>\n    <!-- the last word -->\n</Project>\n<!-- after it -->\n",
        "<Project><PropertyGroup><A>1</A></PropertyGroup></Project>",
        "<Project><!-- <Import Project=\"eng/devmirrors/DevMirrors.targets\" /> --></Project>\n",
        "<Project>\n  <!-- x --></Project>\n",
        "<Project>\n  <PropertyGroup/></Project>\n",
        "  <Project>\n    <A/>\n  </Project>\n",
        "<Project>\r  <A/>\r</Project>\r",
        "<Project>\n  <A/>\r\n</Project>\n",
        "<Project>\n\n\n</Project>",
        "<Project><![CDATA[ </Project> ]]></Project>",
        "<Project>\n  <Import Project=\"other.targets\" />\n  </Project>",
        "<Project> \n</Project>");

    [Theory]
    [MemberData(nameof(Shapes))]
    public void What_goes_in_comes_out_again_byte_for_byte(string text) => Expect(Encoding.UTF8.GetBytes(text));

    [Theory]
    [MemberData(nameof(Shapes))]
    public void A_byte_order_mark_and_sixteen_bits_stay(string text)
    {
        Expect([.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text.Replace("utf-8", "UTF-8"))]);
        Expect([.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(text.Replace("utf-8", "utf-16"))]);
    }

    [Fact]
    public void The_import_stands_on_a_line_of_its_own_before_the_end_tag_and_looks_like_its_neighbours()
    {
        var added = Add("<Project>\r\n\t<PropertyGroup />\r\n\t<!-- end -->\r\n</Project>\r\n"u8.ToArray());

        Assert.Equal(
            "<Project>\r\n\t<PropertyGroup />\r\n\t<!-- end -->\r\n\t<Import Project=\"$(MSBuildThisFileDirectory)eng/devmirrors/DevMirrors.targets\" Condition=\"Exists('$(MSBuildThisFileDirectory)eng/devmirrors/DevMirrors.targets')\" />\r\n</Project>\r\n",
            added.Text);
    }

    [Theory]
    [InlineData("<Project>\n  <Import Project='$(MSBuildThisFileDirectory)eng\\devmirrors\\DevMirrors.targets' />\n</Project>")]
    [InlineData("<Project>\n  <ImportGroup>\n    <Import Project=\"eng/DevMirrors/devmirrors.targets\" Condition=\"'$(CI)' == ''\" />\n  </ImportGroup>\n</Project>")]
    public void An_import_in_other_words_is_found(string text) =>
        Assert.NotNull(ImportElement.Find(XmlSource.Create(text)));

    [Fact]
    public void Whatever_a_project_looks_like_it_is_the_same_afterwards() =>
        Projects.Sample(text => Expect(Encoding.UTF8.GetBytes(text)));

    private static Gen<string> Projects
    {
        get
        {
            var space = Gen.OneOf("", " ", "\n", "\r\n", "\t", "\n  ", "\r\n\t", "\n\n", "  ");
            var piece = Gen.OneOf("<A/>", "<PropertyGroup><B>1</B></PropertyGroup>", "<!-- c -->", "<!--\n-->", "<Import Project=\"a.targets\"/>", "<?pi x?>", "<C>\n  </C>");
            var start = Gen.OneOf("<Project", "<Project Sdk=\"X\"", "<Project\n  Sdk='X'", "<Project xmlns=\"http://schemas.microsoft.com/developer/msbuild/2003\"");
            var content = Gen.Select(space, piece, (s, p) => s + p).Array[0, 4].Select(string.Concat);
            var open = Gen.Select(start, space, content, space, space, (tag, a, body, b, c) => $"{tag}{a}>{body}{b}</Project>{c}");
            var closed = Gen.Select(start, space, space, (tag, a, b) => $"{tag}{a}/>{b}");
            return Gen.OneOf(open, closed);
        }
    }

    private static void Expect(byte[] bytes)
    {
        var added = Add(bytes);
        var document = XDocument.Load(new MemoryStream(added.Bytes));
        Assert.Equal("Import", document.Root!.Elements().Last().Name.LocalName);
        Assert.Equal(document.Root.Name.Namespace, document.Root.Elements().Last().Name.Namespace);
        Assert.Single(document.Descendants(), e => e.Attribute("Project")?.Value.EndsWith("DevMirrors.targets", StringComparison.Ordinal) == true);
        var again = XmlSource.Parse(added.Bytes).Source!;
        Assert.NotNull(ImportElement.Find(again));
        Assert.Equal(bytes, ImportElement.Remove(again).Bytes);
    }

    private static XmlSource Add(byte[] bytes)
    {
        var (source, problem) = XmlSource.Parse(bytes);
        Assert.Null(problem);
        Assert.Null(ImportElement.Find(source!));
        return ImportElement.Add(source!);
    }
}
