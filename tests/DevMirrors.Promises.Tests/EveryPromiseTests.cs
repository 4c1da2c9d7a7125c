using System.Text.RegularExpressions;
using DevMirrors.Testing;

namespace DevMirrors.Promises.Tests;

/// <summary>SECURITY.md names no promise that no test proves, and no test proves one that it does not name.</summary>
public partial class EveryPromiseTests
{
    [Fact]
    public void Each_promise_of_the_security_page_has_a_test_of_its_number()
    {
        var page = File.ReadAllText(Path.Combine(Checkout.Folder, "SECURITY.md"));
        var rows = page.Split('\n').Where(l => l.StartsWith("| P", StringComparison.Ordinal)).Select(l => l.Split('|')[1]);

        Assert.Equal(Tested().Order(), rows.SelectMany(Numbers).Order());
    }

    private static IEnumerable<int> Numbers(string cell) => cell.Split(',').SelectMany(part =>
    {
        var ends = Number().Matches(part).Select(m => int.Parse(m.Value, System.Globalization.CultureInfo.InvariantCulture)).ToList();
        return Enumerable.Range(ends[0], ends[^1] - ends[0] + 1);
    });

    private static IEnumerable<int> Tested() =>
        Directory.EnumerateFiles(Path.Combine(Checkout.Folder, "tests"), "*Tests.cs", SearchOption.AllDirectories)
            .SelectMany(file => Promise().Matches(File.ReadAllText(file)))
            .Select(m => int.Parse(m.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture))
            .Distinct();

    [GeneratedRegex(@"\d+")]
    private static partial Regex Number();

    [GeneratedRegex(@"Trait\(""Promise"", ""P(\d+)""\)")]
    private static partial Regex Promise();
}
