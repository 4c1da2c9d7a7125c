using System.Globalization;
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

        Assert.Equal(Sources().SelectMany(TestClass.In).Where(c => c.Tests > 0).SelectMany(c => c.Promises).Distinct().Order(), rows.SelectMany(Numbers).Order());
    }

    // xunit passes over a trait on anything else, and so would `eng/prove P9`.
    [Fact]
    public void Each_trait_stands_on_what_holds_tests()
    {
        var idle = Sources().SelectMany(TestClass.In).Where(c => c.Idle > 0 || (c.Promises.Count > 0 && c.Tests == 0)).Select(c => c.Name);

        Assert.Empty(idle);
    }

    [Fact]
    public void What_counts_as_proven_is_told_from_what_only_says_so()
    {
        var found = TestClass.In("""
            [Trait("Promise", "P1")]
            [Collection("alone")]
            public class Marker;

            [Trait("Promise", "P2")]
            public class Proven
            {
                [Trait("Promise", "P3")]
                [RealClientFact("strace")]
                public void One() { }

                [Trait("Promise", "P4")]
                private static void None() { }
            }
            """).ToList();

        Assert.Equal(["Marker", "Proven"], found.Select(c => c.Name));
        Assert.Equal([0, 1], found.Select(c => c.Tests));
        Assert.Equal([0, 1], found.Select(c => c.Idle));
        Assert.Equal([2, 3], found[1].Promises);
    }

    private static IEnumerable<string> Sources() =>
        Directory.EnumerateFiles(Path.Combine(Checkout.Folder, "tests"), "*Tests.cs", SearchOption.AllDirectories).Select(File.ReadAllText);

    private static IEnumerable<int> Numbers(string cell) => cell.Split(',').SelectMany(part =>
    {
        var ends = Number().Matches(part).Select(m => int.Parse(m.Value, CultureInfo.InvariantCulture)).ToList();
        return Enumerable.Range(ends[0], ends[^1] - ends[0] + 1);
    });

    [GeneratedRegex(@"\d+")]
    private static partial Regex Number();
}
