using System.Text;

namespace DevMirrors.Config.Tests;

public class DaemonJsonRefusalTests
{
    [Theory]
    [InlineData("{\n  // mirrors\n}", 2, 3, "JSON has no comments")]
    [InlineData("{\"a\": 1} # x", 1, 10, "JSON has no comments")]
    [InlineData("{\n  \"a\": 1,\n}", 3, 1, "a comma stands before `}`")]
    [InlineData("{\"a\": [1, ]}", 1, 11, "a comma stands before `]`")]
    [InlineData("[\"https://a.example\"]", 1, 1, "the top level is not an object")]
    [InlineData("{", 1, 2, "the text ends too early")]
    [InlineData("{\n<<<<<<< HEAD\n", 2, 1, "a merge conflict is not resolved")]
    [InlineData("{\"a\": 1}{\"b\": 2}", 1, 9, "`{` is not expected here")]
    [InlineData("{\"registry-mirrors\": \"https://a.example\"}", 1, 22, "`registry-mirrors` must be an array of texts")]
    [InlineData("{\"é\": 1, \"insecure-registries\": [1]}", 1, 33, "`insecure-registries` must be an array of texts")]
    [InlineData("{\"registry-mirrors\": [\"\\ud800\"]}", 1, 23, "an escape is half of a surrogate pair")]
    [InlineData("x", 1, 1, "`x` is not expected here")]
    [InlineData("{\"a\0\": 1}", 1, 4, "it holds a zero byte, as binary files do")]
    public void What_dockerd_could_not_read_is_refused_with_its_place(string text, int line, int column, string reason)
    {
        var diagnostic = Refuse(Encoding.UTF8.GetBytes(text));
        Assert.Equal(("DEVM3001", new Place("/daemon.json", line, column)), (diagnostic.Code, diagnostic.Place));
        Assert.Contains(reason, diagnostic.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Deep_nesting_is_refused()
    {
        var diagnostic = Refuse(Encoding.UTF8.GetBytes("{\"a\":" + new string('[', 100_000)));
        Assert.Contains("nested deeper than 64 levels", diagnostic.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_encoding_is_refused()
    {
        Assert.Contains("UTF-16", Refuse([.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes("{}")]).Message, StringComparison.Ordinal);
        Assert.Equal(new Place("/daemon.json", 1, 3), Refuse([(byte)'{', (byte)'"', 0xFF, (byte)'"', (byte)':', (byte)'1', (byte)'}']).Place);
    }

    [Fact]
    public void A_key_in_the_wrong_case_is_refused_because_dockerd_would_not_start()
    {
        var diagnostic = Refuse("{\n  \"Registry-Mirrors\": []\n}"u8.ToArray());
        Assert.Equal(("DEVM3402", new Place("/daemon.json", 2, 3)), (diagnostic.Code, diagnostic.Place));
    }

    [Fact]
    public void Every_truncation_of_a_file_is_refused_or_blank()
    {
        var whole = Encoding.UTF8.GetBytes("{\n  \"a\": {\"b\": [1, true, null]},\n  \"registry-mirrors\": [\"https://a.example\"]\n}");
        for (var length = 1; length < whole.Length; length++)
            Assert.Equal("DEVM3001", Refuse(whole[..length]).Code);
    }

    [Fact]
    public void A_byte_order_mark_is_kept_and_told()
    {
        var found = new DiagnosticBag();
        var document = new DaemonJsonFormat().Parse("/daemon.json", new byte[] { 0xEF, 0xBB, 0xBF, (byte)'{', (byte)'}' }, found)!;

        var changed = document.Set(DaemonJson.Mirrors, new("https://a.example"));

        Assert.Equal("DEVM3401", Assert.Single(found).Code);
        Assert.True(changed.Bytes.Span.StartsWith(Encoding.UTF8.Preamble));
        Assert.Equal((2, 3), (changed.Find(DaemonJson.Mirrors)!.Line, changed.Find(DaemonJson.Mirrors)!.Column));
    }

    private static Diagnostic Refuse(byte[] bytes)
    {
        var found = new DiagnosticBag();
        Assert.Null(new DaemonJsonFormat().Parse("/daemon.json", bytes, found));
        return Assert.Single(found);
    }
}
