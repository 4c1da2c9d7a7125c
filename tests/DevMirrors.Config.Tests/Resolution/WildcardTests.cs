namespace DevMirrors.Config.Tests;

public class WildcardTests
{
    [Theory]
    [InlineData("cn-*", "cn-north-1", true)]
    [InlineData("cn-*", "cn-", true)]
    [InlineData("cn-*", "xcn-", false)]
    [InlineData("*", "", true)]
    [InlineData("a*a", "a", false)]
    [InlineData("a*a", "aa", true)]
    [InlineData("*-n*-1", "cn-north-1", true)]
    [InlineData("*-n*-1", "cn-north-2", false)]
    [InlineData("a*b*c", "a-b", false)]
    [InlineData("a.c", "abc", false)]
    [InlineData("a?c", "abc", false)]
    [InlineData("", "x", false)]
    public void A_star_stands_for_any_text_and_nothing_else_does(string pattern, string text, bool expected) =>
        Assert.Equal(expected, Wildcard.Matches(pattern, text, StringComparison.Ordinal));
}
