using System.Text;
using DevMirrors.Testing;

namespace DevMirrors.Config.Tests;

/// <summary>PROMISES P38: whatever comes, the loader answers, and the process lives.</summary>
[Trait("Promise", "P38")]
public class PolicyBombTests
{
    public static readonly TheoryData<string> Bombs = new(PolicyBombs.All);

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
