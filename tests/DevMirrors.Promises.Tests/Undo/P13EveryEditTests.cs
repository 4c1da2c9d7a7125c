using CsCheck;
using DevMirrors.Config;
using DevMirrors.Testing;

namespace DevMirrors.Promises.Tests;

/// <summary>
/// P13 as a property: whatever somebody makes of the file after our apply, undo leaves a file that can be parsed, with all that they added
/// and nothing of ours; where it cannot, it says so, ends with an error and remembers the file.
/// </summary>
[Trait("Promise", "P13")]
[Trait("Promise", "P12")]
public class P13EveryEditTests
{
    public static readonly TheoryData<string> Ecosystems = new(EditedText.All.Select(t => t.Ecosystem));

    [Theory]
    [MemberData(nameof(Ecosystems))]
    public void Every_single_edit(string ecosystem)
    {
        var kind = EditedText.All.First(t => t.Ecosystem == ecosystem);
        var all = kind.Before.SelectMany(b => LineEdits.Of(Applied(kind, b), kind.Added).SelectMany(e => new[] { (Before: b, Edit: e, Twice: false), (Before: b, Edit: e, Twice: true) })).ToList();
        var cases = Proof.Sample(all, 7);
        var restored = 0;
        Assert.All(cases, c => restored += Check(kind, c.Before, c.Edit.Name, c.Edit.Text, c.Twice) ? 1 : 0);
        Proof.Record("P12 P13", $"undo after every edit, {ecosystem}", cases.Count, all.Count, $"{restored} given back, the others refused by name");
    }

    [Theory]
    [MemberData(nameof(Ecosystems))]
    public void Several_edits_one_after_the_other(string ecosystem)
    {
        var kind = EditedText.All.First(t => t.Ecosystem == ecosystem);
        var rounds = Proof.Amount(60, 1000);
        Gen.Select(Gen.Int[0, kind.Before.Count - 1], Gen.Int[0, int.MaxValue].Array[2, 4], Gen.Bool).Sample(
            (which, steps, twice) =>
            {
                var (names, text) = ("", Applied(kind, kind.Before[which]));
                foreach (var step in steps)
                {
                    var edits = LineEdits.Of(text, kind.Added).ToList();
                    var (name, next) = edits[step % edits.Count];
                    (names, text) = (names + "; " + name, next);
                }
                Check(kind, kind.Before[which], names, text, twice);
            },
            iter: rounds, threads: 1);
        Proof.Record("P12 P13", $"undo after several edits, {ecosystem}", rounds, rounds);
    }

    private static string Applied(EditedText kind, string? before) => Text(kind.Parse(before)!.Set(kind.Key, EditedText.Ours(1)));

    private static string Text(IDocument document) => System.Text.Encoding.UTF8.GetString(document.Bytes.Span);

    /// <returns>Whether undo ended well.</returns>
    private static bool Check(EditedText kind, string? before, string name, string edited, bool twice)
    {
        using var scene = new EditedScene { Text = before };
        scene.TryApply(kind, EditedText.Ours(1));
        scene.Text = edited;
        if (twice && !scene.TryApply(kind, EditedText.Ours(2)))
            return false;
        var applied = scene.Text;

        var done = scene.Undo(out var said);

        var after = scene.Text;
        var story = $"{kind.Ecosystem}, {name}{(twice ? ", applied twice" : "")}\n--- before\n{before ?? "(absent)"}\n--- edited\n{edited}\n--- applied\n{applied}\n--- after: {done}, {string.Join(' ', said.Select(d => d.Code))}\n{after ?? "(absent)"}\n---";
        if (kind.Parse(applied) is null)
        {
            Assert.True(!done && scene.IsRemembered && after == applied, story);
            return false;
        }
        Assert.True(kind.Parse(after) is not null, story);
        Assert.True(done != scene.IsRemembered, story);
        Assert.True(done != said.Any(d => d.Code == "DEVM4013"), story);
        Assert.True(Theirs(kind, edited).All(m => Marks(after ?? "").Contains(m)), story);
        if (done)
            Assert.True(HoldsNothingOfOurs(kind, edited, after, twice) && IsRight(kind, before, edited, after), story);
        return done;
    }

    // Neither what counts nor what another definition shadows. A value that they made of ours and a second apply took over is theirs.
    private static bool HoldsNothingOfOurs(EditedText kind, string edited, string? after, bool twice)
    {
        var (now, then) = (kind.Parse(after)!, kind.Parse(edited)!.Find(kind.Key)?.Value);
        var isTheirs = twice && !Equals(then, EditedText.Ours(1)) && Equals(then, now.Find(kind.Key)?.Value);
        return !now.Holds(kind.Key, EditedText.Ours(1)) && !now.Holds(kind.Key, EditedText.Ours(2))
            && (isTheirs || now.Find(kind.Key)?.Value.Text.Contains("ours-", StringComparison.Ordinal) != true);
    }

    // What was there before us, or what somebody has put in its place, or nothing where they have hidden or removed it.
    private static bool IsRight(EditedText kind, string? before, string edited, string? after)
    {
        var now = kind.Parse(after)!.Find(kind.Key)?.Value;
        return Equals(now, kind.Parse(before)!.Find(kind.Key)?.Value)
            || now?.Text.Contains("theirs", StringComparison.Ordinal) == true
            || !Equals(kind.Parse(edited)!.Find(kind.Key)?.Value, EditedText.Ours(1));
    }

    // Where a line is one setting, a comment behind ours goes with it.
    private static IEnumerable<string> Theirs(EditedText kind, string edited) =>
        Marks(kind.Ecosystem is "go" or "npm" ? string.Concat(edited.Split('\n').Where(l => !l.Contains("ours-", StringComparison.Ordinal))) : edited);

    private static IEnumerable<string> Marks(string text) =>
        System.Text.RegularExpressions.Regex.Matches(text, "(keep|theirs)-[0-9]").Select(m => m.Value).Distinct();
}
