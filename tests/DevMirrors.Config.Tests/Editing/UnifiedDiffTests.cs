using System.Text;

namespace DevMirrors.Config.Tests;

public class UnifiedDiffTests
{
    [Fact]
    public void A_change_is_shown_with_three_lines_around_it()
    {
        var before = Lines(1, 9);

        Assert.Equal(
            "--- f\n+++ f\n@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n",
            Render(before, before.Replace("5", "five")));
    }

    [Fact]
    public void Changes_near_each_other_share_a_hunk_and_distant_ones_do_not()
    {
        var before = Lines(10, 99);

        Assert.Equal(1, Hunks(before, before.Replace("20\n", "").Replace("27\n", "")));
        Assert.Equal(2, Hunks(before, before.Replace("20\n", "").Replace("28\n", "")));
    }

    [Fact]
    public void A_new_and_a_deleted_file_have_nothing_on_the_other_side()
    {
        Assert.Equal("--- /dev/null\n+++ f\n@@ -0,0 +1,2 @@\n+a\n+b\n", UnifiedDiff.Render("f", null, "a\nb\n"u8.ToArray()));
        Assert.Equal("--- f\n+++ /dev/null\n@@ -1 +0,0 @@\n-a\n", UnifiedDiff.Render("f", "a\n"u8.ToArray(), null));
        Assert.Equal("--- /dev/null\n+++ f\n", UnifiedDiff.Render("f", null, Array.Empty<byte>()));
    }

    [Fact]
    public void An_edit_knows_which_side_is_absent()
    {
        var edit = new FileEdit("go", Scope.User, "f", null!, EditAction.Create, new FileSnapshot("f", false, default), "a\n"u8.ToArray(), [], []);

        Assert.StartsWith("--- /dev/null\n+++ f\n", UnifiedDiff.Render(edit));
        var back = edit with { Action = EditAction.Delete, Before = new FileSnapshot("f", true, "a\n"u8.ToArray()), After = default(ReadOnlyMemory<byte>) };
        Assert.StartsWith("--- f\n+++ /dev/null\n", UnifiedDiff.Render(back));
    }

    [Fact]
    public void Nothing_changed_is_nothing_to_show() => Assert.Equal("", Render("a\n", "a\n"));

    [Fact]
    public void A_missing_final_newline_is_said() =>
        Assert.Equal(
            "--- f\n+++ f\n@@ -1 +1,2 @@\n-a\n\\ No newline at end of file\n+a\n+b\n",
            Render("a", "a\nb\n"));

    [Fact]
    public void Line_endings_and_characters_that_a_terminal_would_obey_are_visible() =>
        Assert.Equal(
            "--- f\n+++ f\n@@ -1,2 +1,2 @@\n-a\\r\n+a\n \\u001B[31m\\u202E\\uFEFF\n",
            Render("a\r\n\u001b[31m\u202e\ufeff\n", "a\n\u001b[31m\u202e\ufeff\n"));

    [Fact]
    public void Secrets_are_masked_in_every_kind_of_line()
    {
        const string Secret = "hunter2-canary";
        var before = $"_authToken={Secret}\nGOPROXY=https://u:{Secret}@proxy.example\nx\n";

        var diff = Render(before, $"_authToken={Secret}\nGOPROXY=https://v:{Secret}@proxy.example\nx\n");

        Assert.DoesNotContain(Secret, diff);
        Assert.Contains("-GOPROXY=https://***@proxy.example\n", diff);
    }

    [Fact]
    public void Bytes_that_are_not_utf_8_are_read_as_latin_1_on_both_sides()
    {
        var before = Encoding.Latin1.GetBytes("caf\u00e9\nx\n");
        var after = Encoding.Latin1.GetBytes("caf\u00e9\ny\n");

        Assert.Equal("--- f\n+++ f\n@@ -1,2 +1,2 @@\n caf\u00e9\n-x\n+y\n", UnifiedDiff.Render("f", before, after));
    }

    private static int Hunks(string before, string after) => Render(before, after).Split('\n').Count(l => l.StartsWith("@@ ", StringComparison.Ordinal));

    private static string Lines(int from, int to) => string.Concat(Enumerable.Range(from, to - from + 1).Select(i => $"{i}\n"));

    private static string Render(string before, string after) =>
        UnifiedDiff.Render("f", Encoding.UTF8.GetBytes(before), Encoding.UTF8.GetBytes(after));
}
