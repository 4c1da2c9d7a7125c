using System.Text;

namespace DevMirrors.Config.Tests;

/// <summary>PROMISES P38: whatever comes, the loader answers, and the process lives.</summary>
[Trait("Promise", "P38")]
public class PolicyBombTests
{
    public static readonly TheoryData<string> Bombs = new(
        new string('[', 20_000),
        new string('[', 20_000) + new string(']', 20_000),
        string.Concat(Enumerable.Repeat("{a: ", 10_000)),
        new string('{', 20_000),
        string.Concat(Enumerable.Repeat("- ", 20_000)) + "x",
        string.Concat(Enumerable.Repeat("? ", 20_000)) + "x",
        string.Concat(Enumerable.Range(0, 340).Select(i => new string(' ', i) + "a:\n")),
        string.Concat(Enumerable.Range(0, 340).Select(i => new string(' ', i) + "-\n")),
        string.Concat(Enumerable.Repeat("[\n", 20_000)),
        string.Concat(Enumerable.Repeat("{a:\n", 15_000)),
        string.Concat(Enumerable.Repeat("%TAG !a! b\n", 5_000)),
        string.Concat(Enumerable.Repeat("&a ", 20_000)),
        string.Concat(Enumerable.Repeat("!a ", 20_000)),
        string.Concat(Enumerable.Repeat("*a ", 20_000)),
        string.Concat(Enumerable.Repeat("---\n", 15_000)),
        "a: &a [x]\nb: &b [*a, *a]\nc: [*b, *b]\n",
        "a: |\n" + string.Concat(Enumerable.Repeat("\n", 60_000)),
        "a: >\n" + string.Concat(Enumerable.Repeat(" \n", 30_000)) + "x",
        "a: \"" + new string('\\', 60_001),
        "a: '" + new string('\'', 60_001),
        string.Concat(Enumerable.Range(0, 6_000).Select(i => $"k{i}: 1\n")),
        string.Concat(Enumerable.Repeat("a: 1\n", 12_000)),
        new string('a', 60_000) + ": 1",
        new string(':', 60_000),
        new string('-', 60_000),
        new string('#', 60_000),
        string.Concat(Enumerable.Repeat("a://b:", 10_000)),
        string.Concat(Enumerable.Repeat("eyJ", 20_000)),
        string.Concat(Enumerable.Repeat("-----BEGIN A ", 5_000)),
        "%YAML 9999999999999999999.1\n---\na: 1\n",
        "version: 99999999999999999999999999\n",
        "\"\\U99999999\": 1\n",
        "\"\\uD800\": \"\\uDC00\"\n");

    [Theory]
    [MemberData(nameof(Bombs))]
    public void A_bomb_is_a_diagnostic(string text)
    {
        var (policy, found) = PolicyExample.Parse(text);

        Assert.Null(policy);
        Assert.True(found.HasErrors);
        Assert.All(found, d => Assert.True(d.Message.Length < 400 && !d.Message.Contains('\n'), d.Message));
    }

    [Fact]
    public void Seventeen_levels_are_one_too_many_and_the_place_is_that_of_the_seventeenth()
    {
        var (_, found) = PolicyExample.Parse(new string('[', 17) + new string(']', 17));

        Assert.Equal(("DEVM1011", new Place("mirrors.yaml", 1, 17)), (found[0].Code, found[0].Place));
        Assert.DoesNotContain(PolicyExample.Parse(new string('[', 16) + new string(']', 16)).Found, d => d.Code == "DEVM1011");
    }

    [Fact]
    public void Sixty_four_kibibytes_are_read_and_one_byte_more_is_not()
    {
        var fits = PolicyExample.Text.PadRight(64 * 1024, '#');

        Assert.NotNull(PolicyExample.Parse(fits.Replace("}###", "} ##")).Policy);
        Assert.Equal("DEVM1005", Assert.Single(PolicyExample.Parse(fits + "#").Found).Code);
    }

    [Fact]
    public void Every_truncation_of_a_policy_gives_a_policy_or_an_error()
    {
        var bytes = Encoding.UTF8.GetBytes(PolicyExample.Text);
        for (var length = 0; length < bytes.Length; length++)
        {
            var (policy, found) = PolicyExample.Parse(bytes[..length]);
            Assert.Equal(policy is null, found.HasErrors);
        }
    }

    [Fact]
    public void Every_single_byte_replaced_gives_a_policy_or_an_error()
    {
        var bytes = Encoding.UTF8.GetBytes(PolicyExample.Text);
        foreach (var other in "\0\n \"':[{"u8.ToArray())
        {
            for (var at = 0; at < bytes.Length; at++)
            {
                var (policy, found) = PolicyExample.Parse([.. bytes[..at], other, .. bytes[(at + 1)..]]);
                Assert.Equal(policy is null, found.HasErrors);
            }
        }
    }
}
