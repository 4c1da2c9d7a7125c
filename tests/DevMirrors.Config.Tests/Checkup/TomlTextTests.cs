namespace DevMirrors.Config.Tests;

public class TomlTextTests
{
    [Theory]
    [InlineData("a = 1\na = 2\n", 2)]
    [InlineData("[a]\n[a]\n", 2)]
    [InlineData("a = \"x\n", 1)]
    [InlineData("a = [1, 2\n", 2)]
    [InlineData("a = 1 2\n", 1)]
    [InlineData("a\n", 1)]
    [InlineData("\n= 1\n", 2)]
    [InlineData("[a\n", 1)]
    [InlineData("[[a]\n", 1)]
    [InlineData("a = { b = 1\n", 1)]
    [InlineData("a = '''x", 1)]
    [InlineData("!", 1)]
    [InlineData("a = [pull, resolve]\n", 1)]
    [InlineData("\na = True\n", 2)]
    [InlineData("a = yes\n", 1)]
    [InlineData("a = 10s\n", 1)]
    [InlineData("a = 1.2.3\n", 1)]
    [InlineData("a = \"C:\\certs\\ca.crt\"\n", 1)]
    [InlineData("a = \"\\u12\"\n", 1)]
    [InlineData("a = \"x\\", 1)]
    [InlineData("a = [ { b = 1 }, { c = } ]\n", 1)]
    [InlineData("a = [ { b = 1 }\n", 2)]
    public void A_mistake_is_found_in_its_line(string text, int line) => Assert.Equal(line, TomlText.Read(text).Fault?.Line);

    [Theory]
    [InlineData("")]
    [InlineData("# note")]
    [InlineData("a = 1\r\nb.c = 2026-01-01T00:00:00Z\r\n")]
    [InlineData("a = \"\"\"x\ny\"\"\"\nb = '''z'''\nc = \"\\\"\"\n")]
    [InlineData("a = [[1, 2], ['x', \"y\"],]\n\n[\"q.x\"]\n'k' = true\n")]
    [InlineData("a = { b = 1, c = { d = [2] } }\n[[t]]\nx = 1\n[t.u]\n[[t]]\nx = 2\n[t.u]\n")]
    [InlineData("f = -1.5e3\ng = +inf\nh = 0xFF\ni = 1_000\nj = 2026-01-31\nk = 2026-01-31 12:00:00.5+01:00\nl = 07:32:00\nm = nan\n")]
    [InlineData("a = \"\\t\\\\ \\u00E9\\U0001F600\\\"\"\nb = 'C:\\certs'\nc = \"\"\"x \\\n  y\"\"\"\n")]
    [InlineData("a = [ { b = 1, c = [ { d = 'x' } ] }, {}, ]\nb = [\n  { c = 1 }, # note\n]\n")]
    public void What_is_well_formed_has_no_mistake(string text) => Assert.Null(TomlText.Read(text).Fault);

    [Fact]
    public void Entries_have_their_path_value_and_line()
    {
        var toml = TomlText.Read("x = 'a'\n[[r]]\n[[r.m]]\nloc = \"b\"\n[[r.m]]\nloc = [\"c\", 'd']\n");

        Assert.Equal(["x", "r/0/m/0/loc", "r/0/m/1/loc"], toml.Entries.Select(e => string.Join('/', e.Path)));
        Assert.Equal([1, 4, 6], toml.Entries.Select(e => e.Line));
        Assert.Equal(["a", "b", "c,d"], toml.Entries.Select(e => e.Value.Text));
    }

    [Fact]
    public void Tables_in_a_list_are_elements_like_any_other()
    {
        var toml = TomlText.Read("r = [ { loc = 'a', m = [ { loc = 'b' }, { x = true } ] } ]\n");

        Assert.Equal(["r/0/loc", "r/0/m/0/loc", "r/0/m/1/x", "r/0/m", "r"], toml.Entries.Select(e => string.Join('/', e.Path)));
        Assert.Equal(["r/0", "r/0/m/0", "r/0/m/1"], toml.Tables.Select(t => string.Join('/', t)));
    }

    [Theory]
    [InlineData("a = hunter2\n", 1, 5, "a text in quotes, a number, a date, `true` or `false` is expected")]
    [InlineData("\n  a = [ 1, hunter2 ]\n", 2, 12, "a text in quotes, a number, a date, `true` or `false` is expected")]
    [InlineData("a = 1 hunter2\n", 1, 7, "the end of the line is expected")]
    [InlineData("a = 'hunter2\n", 1, 5, "a text is not closed")]
    [InlineData("a = 1\nhunter2\n", 2, 8, "`=` is missing")]
    [InlineData("hunter2 = 1\nhunter2 = 1\n", 2, 11, "this key stands there already")]
    [InlineData("[hunter2]\n[hunter2]\n", 2, 10, "this table stands there already")]
    public void A_mistake_says_where_and_what_is_expected_and_no_word_of_the_file(string text, int line, int column, string reason) =>
        Assert.Equal(new TomlFault(reason, line, column), TomlText.Read(text).Fault);

    [Theory]
    [InlineData(new byte[] { (byte)'a', (byte)'=', (byte)'1', (byte)'\n', (byte)'#', (byte)' ', 0xC3, 0xBC, 0xFC }, 2, 4)]
    [InlineData(new byte[] { (byte)'#', 0 }, 1, 2)]
    [InlineData(new byte[] { (byte)'#', 0x7F, (byte)'\n', (byte)'!' }, 1, 2)]
    [InlineData(new byte[] { (byte)'a', (byte)'=', (byte)'"', 0x1B, (byte)'"' }, 1, 4)]
    [InlineData(new byte[] { (byte)'!', (byte)'\n', 0xFF }, 1, 1)]
    public void What_is_no_text_is_a_mistake_of_a_file_wherever_it_stands(byte[] bytes, int line, int column)
    {
        var fault = TomlBytes.Read(bytes).Fault;

        Assert.Equal((line, column), (fault?.Line, fault?.Column));
    }

    [Fact]
    public void Tabs_line_ends_and_letters_of_any_language_are_text() =>
        Assert.Null(TomlBytes.Read(System.Text.Encoding.UTF8.GetBytes("# für\t日本\r\na = \"\U0001F600\"\n")).Fault);

    [Fact]
    public void The_long_name_of_a_table_is_kept_once_and_not_for_each_key()
    {
        var text = $"[\"{new string('a', 100_000)}\"]\n{string.Concat(Enumerable.Range(0, 5000).Select(i => $"k{i}=1\n"))}";
        var before = GC.GetAllocatedBytesForCurrentThread();

        var toml = TomlText.Read(text);

        Assert.Equal(5000, toml.Entries.Count);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 50_000_000);
    }

    [Fact]
    public void A_key_knows_the_table_that_it_stands_in()
    {
        var toml = TomlText.Read("a = [ { b = 1 } ]\n[[t]]\nc = 1\n[[t]]\nd.e = 1\n");

        Assert.Equal(["b", "c", "d.e"], toml.Entries.Where(e => e.Path[0] != "a" || e.Path.Count > 1).Select(e => string.Join('.', e.Path.Skip(e.Table.Count))));
        Assert.Equal([0, 1, 2], toml.Entries.Where(e => e.Path.Count > 1).Select(e => toml.Tables.ToList().FindIndex(t => ReferenceEquals(t, e.Table))));
    }

    [Fact]
    public void Depth_has_an_end() => Assert.NotNull(TomlText.Read("a = " + new string('[', 100_000)).Fault);
}
