using System.Text.RegularExpressions;
using DevMirrors.Testing;

namespace DevMirrors.Config.Tests;

/// <summary>The diagnostics' own file and their pages keep each other true.</summary>
public partial class DiagnosePagesTests
{
    private static readonly string Source = File.ReadAllText(Path.Combine(Checkout.Folder, "src", "DevMirrors.Config", "Diagnostics", "Diagnose.cs"));

    private static readonly string Pages = Path.Combine(Checkout.Folder, "docs", "diagnostics");

    [Fact]
    public void Codes_stand_in_numeric_order_and_none_is_used_twice()
    {
        var codes = Codes().ToList();

        Assert.NotEmpty(codes);
        Assert.Equal(codes.Distinct().Order(StringComparer.Ordinal), codes);
    }

    [Fact]
    public void Every_code_has_a_page_with_the_four_sections_and_every_page_has_a_code()
    {
        var pages = Directory.EnumerateFiles(Pages, "DEVM*.md").Select(p => Path.GetFileNameWithoutExtension(p)!).Order(StringComparer.Ordinal);

        Assert.Equal(Codes(), pages);
        foreach (var code in Codes())
        {
            var page = File.ReadAllText(Path.Combine(Pages, code + ".md"));
            Assert.StartsWith($"# {code}: ", page);
            Assert.All(["## Description", "## Cause", "## Resolution", "## Related"], section => Assert.Contains(section, page));
        }
    }

    private static IEnumerable<string> Codes() => Code().Matches(Source).Select(m => m.Value.Trim('"'));

    [GeneratedRegex("\"DEVM[0-9]{4}\"")]
    private static partial Regex Code();
}
