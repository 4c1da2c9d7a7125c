namespace DevMirrors.Config.Tests;

public class DaemonJsonEditTests
{
    [Theory]
    [InlineData("", "{\n  \"registry-mirrors\": [\n    \"https://a.example\"\n  ]\n}\n")]
    [InlineData("{}", "{\n  \"registry-mirrors\": [\n    \"https://a.example\"\n  ]\n}")]
    [InlineData("{\n}\n", "{\n  \"registry-mirrors\": [\n    \"https://a.example\"\n  ]\n}\n")]
    [InlineData("{\"debug\":true}", "{\"debug\":true,\"registry-mirrors\":[\"https://a.example\"]}")]
    [InlineData("{\"debug\": true}", "{\"debug\": true, \"registry-mirrors\": [\"https://a.example\"]}")]
    [InlineData("{ \"debug\" : true, \"ipv6\" : false }", "{ \"debug\" : true, \"ipv6\" : false, \"registry-mirrors\" : [\"https://a.example\"] }")]
    [InlineData("{\n\t\"debug\": true\n}\n", "{\n\t\"debug\": true,\n\t\"registry-mirrors\": [\n\t\t\"https://a.example\"\n\t]\n}\n")]
    [InlineData("{\r\n    \"debug\": true\r\n}", "{\r\n    \"debug\": true,\r\n    \"registry-mirrors\": [\r\n        \"https://a.example\"\r\n    ]\r\n}")]
    [InlineData("{ \"debug\": true\n, \"ipv6\": false\n}", "{ \"debug\": true\n, \"ipv6\": false, \"registry-mirrors\": [\"https://a.example\"]\n}")]
    public void A_new_member_looks_like_those_that_are_there(string before, string after) =>
        Assert.Equal(after, DaemonJson.Parse(before).Set(DaemonJson.Mirrors, new("https://a.example")).Text());

    [Theory]
    [InlineData("[\"https://old.example\"]", "[\"https://a.example\", \"https://b.example\"]")]
    [InlineData("[ \"https://old.example\" ]", "[ \"https://a.example\", \"https://b.example\" ]")]
    [InlineData("[\"https://1.example\",\"https://2.example\",\"https://3.example\"]", "[\"https://a.example\",\"https://b.example\"]")]
    [InlineData("[\n  \"https://old.example\"\n]", "[\n  \"https://a.example\",\n  \"https://b.example\"\n]")]
    [InlineData("[\n  \"https://a.example\"\n]", "[\n  \"https://a.example\",\n  \"https://b.example\"\n]")]
    [InlineData("[\"https:\\/\\/a.example\"]", "[\"https:\\/\\/a.example\", \"https://b.example\"]")]
    [InlineData("[]", "[\"https://a.example\", \"https://b.example\"]")]
    [InlineData("null", "[\"https://a.example\", \"https://b.example\"]")]
    public void An_array_keeps_the_style_that_it_has(string before, string after)
    {
        var document = DaemonJson.Parse($"{{\"registry-mirrors\": {before}, \"debug\": true}}");
        var changed = document.Set(DaemonJson.Mirrors, new("https://a.example", "https://b.example"));
        Assert.Equal($"{{\"registry-mirrors\": {after}, \"debug\": true}}", changed.Text());
    }

    [Theory]
    [InlineData("{\n  \"registry-mirrors\": [\"https://a.example\"],\n  \"debug\": true\n}\n", "{\n  \"debug\": true\n}\n")]
    [InlineData("{\n  \"debug\": true,\n  \"registry-mirrors\": [\"https://a.example\"]\n}\n", "{\n  \"debug\": true\n}\n")]
    [InlineData("{\"a\":1,\"registry-mirrors\":[],\"b\":2,\"registry-mirrors\":[]}", "{\"a\":1,\"b\":2}")]
    [InlineData("{\n  \"registry-mirrors\": []\n}\n", "{}\n")]
    [InlineData("{\"a\":{\"registry-mirrors\":[]}}", "{\"a\":{\"registry-mirrors\":[]}}")]
    public void A_removed_member_goes_with_its_comma_and_its_line(string before, string after) =>
        Assert.Equal(after, DaemonJson.Parse(before).Remove(DaemonJson.Mirrors).Text());

    [Fact]
    public void Of_two_equal_keys_the_last_counts_and_is_changed()
    {
        var document = DaemonJson.Parse("{\"registry-mirrors\": [\"https://1.example\"],\n \"registry-mirrors\": [\"https://2.example\"]}");

        var setting = document.Find(DaemonJson.Mirrors)!;

        Assert.Equal(("https://2.example", 2, 2), (setting.Value.Text, setting.Line, setting.Column));
        Assert.Equal(
            "{\"registry-mirrors\": [\"https://1.example\"],\n \"registry-mirrors\": [\"https://a.example\"]}",
            document.Set(DaemonJson.Mirrors, new("https://a.example")).Text());
    }

    [Fact]
    public void A_key_spelt_with_escapes_is_the_same_key() =>
        Assert.Equal(
            "{\"registry\\u002dmirrors\": [\"https://a.example\"]}",
            DaemonJson.Parse("{\"registry\\u002dmirrors\": []}").Set(DaemonJson.Mirrors, new("https://a.example")).Text());

    [Fact]
    public void A_value_that_is_there_already_gives_the_same_document()
    {
        var document = DaemonJson.Parse("{\"registry-mirrors\":[ \"https:\\u002f/a.example\" ]}");
        Assert.Same(document, document.Set(DaemonJson.Mirrors, new("https://a.example")));
        Assert.Same(document, document.Remove("insecure-registries"));
    }

    [Fact]
    public void A_large_file_is_edited_in_linear_time()
    {
        var members = string.Join(",\n", Enumerable.Range(0, 60_000).Select(i => $"  \"k{i}\": [{i}]"));
        var document = DaemonJson.Parse($"{{\n{members}\n}}\n");

        var back = document.Set(DaemonJson.Mirrors, new("https://a.example")).Remove(DaemonJson.Mirrors);

        Assert.True(document.Bytes.Span.SequenceEqual(back.Bytes.Span));
    }
}
