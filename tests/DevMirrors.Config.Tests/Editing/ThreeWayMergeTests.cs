using System.Text;
using CsCheck;

namespace DevMirrors.Config.Tests;

public class ThreeWayMergeTests
{
    // Few different lines, so that generated sides often agree, move and repeat lines; some end without LF or with CR.
    private static readonly Gen<string> Text =
        Gen.Select(Gen.OneOf("a", "b", "c", "", "a\r", "\u00e9").List[0, 8], Gen.Bool, (lines, end) => string.Join('\n', lines) + (end ? "\n" : ""));

    [Fact]
    public void Where_theirs_is_the_origin_the_result_is_ours() =>
        Gen.Select(Text, Text).Sample((origin, ours) => Assert.Equal(ours, Merge(origin, ours, origin)));

    [Fact]
    public void Where_ours_is_the_origin_the_result_is_theirs() =>
        Gen.Select(Text, Text).Sample((origin, theirs) => Assert.Equal(theirs, Merge(origin, origin, theirs)));

    [Fact]
    public void The_same_change_on_both_sides_is_no_conflict() =>
        Gen.Select(Text, Text).Sample((origin, both) => Assert.Equal(both, Merge(origin, both, both)));

    [Fact]
    public void Which_side_is_ours_makes_no_difference() =>
        Gen.Select(Text, Text, Text).Sample((origin, a, b) => Assert.Equal(Merge(origin, a, b), Merge(origin, b, a)));

    [Fact]
    public void Edits_with_an_untouched_line_between_them_both_survive() =>
        Gen.Select(Text, Text, Text, Text).Sample((a, b, newA, newB) =>
        {
            const string Between = "\nkeep 1\nkeep 2\n";
            Assert.Equal(newA + Between + newB, Merge(a + Between + b, newA + Between + b, a + Between + newB));
        });

    [Theory]
    [InlineData("1\n2\n3\n", "1\nX\n3\n", "1\nY\n3\n")]
    [InlineData("1\n2\n3\n", "1\nX\n3\n", "1\n2\nY\n")]
    [InlineData("1\n2\n3\n", "1\n3\n", "1\n2\nnew\n3\n")]
    [InlineData("1\n", "1\nX\n", "1\nY\n")]
    [InlineData("1", "1\nX\n", "2")]
    [InlineData("", "X\n", "Y\n")]
    public void Changes_that_touch_or_overlap_conflict(string origin, string ours, string theirs)
    {
        var result = ThreeWayMerge.Merge(Bytes(origin), Bytes(ours), Bytes(theirs));

        Assert.True(result.Conflicts);
        Assert.Null(result.Bytes);
    }

    [Theory]
    [InlineData("a\nGOPROXY=x\n", "a\n", "a\nGOPROXY=x\nmine\n", "a\nmine\n")]
    [InlineData("GOPROXY=x\n", "", "mine\nGOPROXY=x\n", "mine\n")]
    [InlineData("1\n2\n3\n", "1\nX\n3\n", "1\n2\nY\n", "1\nX\nY\n")]
    public void Changes_that_only_touch_both_stand_where_that_is_asked_for(string origin, string ours, string theirs, string merged) =>
        Assert.Equal(merged, Merge(origin, ours, theirs, touching: true));

    [Theory]
    [InlineData("1\n", "1\nX\n", "1\nY\n")]
    [InlineData("1\n2\n3\n", "1\nX\n3\n", "1\nY\n3\n")]
    [InlineData("1\n2\n3\n", "1\n3\n", "1\n2 changed\n3\n")]
    [InlineData("a\nGOPROXY=x", "a\n", "a\nGOPROXY=x\nmine\n")]
    [InlineData("a\nGOPROXY=x\n", "a", "a\nGOPROXY=x\nmine\n")]
    public void An_order_that_nothing_tells_and_an_overlap_conflict_always(string origin, string ours, string theirs) =>
        Assert.Null(Merge(origin, ours, theirs, touching: true));

    [Fact]
    public void Every_byte_that_no_text_encoding_knows_survives()
    {
        var odd = Enumerable.Range(0, 256).Where(b => b != '\n').Select(b => (byte)b).ToArray();
        byte[] origin = [.. odd, .. "\n1\n2\n3\n"u8];

        var result = ThreeWayMerge.Merge(origin, (byte[])[.. odd, .. "\n1\n2\nours\n"u8], (byte[])[.. odd, .. "\ntheirs\n2\n3\n"u8]);

        Assert.Equal((byte[])[.. odd, .. "\ntheirs\n2\nours\n"u8], result.Bytes);
    }

    [Fact]
    public void Files_of_a_mebibyte_with_nothing_in_common_are_compared_too()
    {
        var origin = string.Concat(Enumerable.Range(0, 100_000).Select(i => $"{i}\n"));

        Assert.Equal(origin.Replace("\n", "\r\n"), Merge(origin, origin, origin.Replace("\n", "\r\n")));
    }

    private static string? Merge(string origin, string ours, string theirs, bool touching = false) =>
        ThreeWayMerge.Merge(Bytes(origin), Bytes(ours), Bytes(theirs), touching).Bytes is { } bytes ? Encoding.Latin1.GetString(bytes) : null;

    private static byte[] Bytes(string text) => Encoding.Latin1.GetBytes(text);
}
