using System.Text;

namespace DevMirrors.Config.Tests;

/// <summary>What undo takes for ours in a file that somebody else has edited: a key <c>a</c> of lines, and a list of mirrors in JSON.</summary>
[Trait("Promise", "P13")]
public class KeySpanTests
{
    [Theory]
    [InlineData("1", "9", "a=9\n", "a=1\n")]
    [InlineData(null, "9", "b=2\na=9\n", "b=2\n")]
    [InlineData("1", "9", "a=9\na=7\n", "a=1\na=7\n")]
    [InlineData("1", null, "b=2\n", "b=2\na=1\n")]
    // Undone by hand already.
    [InlineData("1", "9", "a=1\n", "a=1\n")]
    [InlineData(null, "9", "b=2\n", "b=2\n")]
    // Theirs now: another value, or none.
    [InlineData("1", "9", "a=7\n", null)]
    [InlineData("1", null, "a=7\n", null)]
    [InlineData("1", "9", "b=2\n", null)]
    public void A_key_goes_back_wherever_it_has_our_value_and_nowhere_else(string? baseline, string? written, string now, string? expected) =>
        Assert.Equal(expected, KeySpan.TryGiveBack(new LineDocument(now), Key("a", baseline, written)) is { } given ? Encoding.Latin1.GetString(given.Bytes.Span) : null);

    [Theory]
    // Ours was there: it is the baseline again, or a line of theirs that ours stood before.
    [InlineData("1", "9", "a=9\n", "a=1\n", true)]
    [InlineData(null, "9", "a=9\n", "", true)]
    [InlineData(null, "9", "a=7\na=9\n", "a=7\n", true)]
    [InlineData("1", "9", "a=9\n", "", false)]
    [InlineData("1", "9", "a=9\n", "a=7\n", false)]
    [InlineData("1", "9", "a=9\n", "a=9\n", false)]
    [InlineData("1", "9", "a=9\na=9\n", "a=1\na=9\n", false)]
    [InlineData("9", "9", "a=9\n", "a=9\n", true)]
    // We had taken the key out.
    [InlineData("1", null, "", "a=1\n", true)]
    [InlineData("1", null, "", "", false)]
    [InlineData("1", null, "a=7\n", "a=7\n", true)]
    // They had changed it, or taken it out: so it stays.
    [InlineData("1", "9", "a=7\n", "a=7\n", true)]
    [InlineData("1", "9", "a=7\n", "a=1\n", false)]
    [InlineData("1", "9", "a=7\n", "", false)]
    [InlineData("1", "9", "", "", true)]
    [InlineData("1", "9", "", "a=1\n", false)]
    public void A_merge_counts_where_our_value_is_gone_and_theirs_is_not(string? baseline, string? written, string now, string then, bool isGivenBack)
    {
        var before = baseline is null ? null : new LineDocument($"a={baseline}\n");

        Assert.Equal(isGivenBack, KeySpan.IsGivenBack(Key("a", baseline, written), before, new LineDocument(now), new LineDocument(then)));
    }

    [Theory]
    // Ours were w and v; they have put t in the place of v.
    [InlineData("", "w,t", "t", true)]
    [InlineData("b", "w,t", "b,t", true)]
    [InlineData("b", "w,t", "t", true)]
    [InlineData("b", "w,t", "w,t", false)]
    [InlineData("b", "w,t", "b,w,t", false)]
    [InlineData("b", "w,t", "b", false)]
    [InlineData("b", "w,t,u", "b,t", false)]
    // One of ours had been there before us.
    [InlineData("w", "w,t", "w,t", true)]
    [InlineData("w", "w,t", "w,v,t", false)]
    public void Of_a_list_theirs_stay_and_ours_go(string baseline, string now, string then, bool isGivenBack)
    {
        var key = Key(DaemonJsonFormat.Mirrors, baseline.Length == 0 ? null : baseline, "w,v");

        Assert.Equal(isGivenBack, KeySpan.IsGivenBack(key, null, Mirrors(now), Mirrors(then)));
    }

    private static JournalKey Key(string name, string? baseline, string? written) => new(name, "/policy", Value(baseline), Value(written));

    private static SettingValue? Value(string? items) => items is null ? null : new SettingValue(items.Split(','));

    private static IDocument Mirrors(string items) => new DaemonJsonFormat().Parse(
        "daemon.json", Encoding.UTF8.GetBytes($"{{ \"registry-mirrors\": [{string.Join(", ", items.Split(',').Select(i => $"\"{i}\""))}] }}\n"), new DiagnosticBag())!;
}
