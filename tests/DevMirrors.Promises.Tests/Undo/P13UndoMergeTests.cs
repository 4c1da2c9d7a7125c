using System.Text;
using DevMirrors.Testing;

namespace DevMirrors.Promises.Tests;

/// <summary>P13: undo after somebody else's edit takes back our part and nothing else, and refuses, naming the file, where both touched the same.</summary>
[Trait("Promise", "P13")]
public class P13UndoMergeTests
{
    private const string Policy = """
        version: 1
        regions:
          cn: { default: true, go: [goproxy-cn, direct], npm: npmmirror, nuget: huawei, docker: [daocloud] }
        """;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    public static TheoryData<string, string, string> Apart()
    {
        var data = new TheoryData<string, string, string>();
        foreach (var format in UndoFormat.All)
        {
            foreach (var before in format.Before.Keys)
            {
                foreach (var edit in SomebodysEdit.Common.Where(e => before == "a value" || !e.MeetsOurs))
                    data.Add(format.Ecosystem, before, edit.Name);
            }
        }
        return data;
    }

    public static TheoryData<string, string, string> Touching()
    {
        var data = new TheoryData<string, string, string>();
        foreach (var edit in TouchingEdit.All)
        {
            foreach (var before in Format(edit.Ecosystem).Before.Keys.Where(b => b == "a value" || edit.Without is not null))
                data.Add(edit.Ecosystem, before, edit.Name);
        }
        return data;
    }

    [Theory]
    [MemberData(nameof(Apart))]
    public async Task An_edit_elsewhere_stays_and_ours_goes(string ecosystem, string before, string name)
    {
        var (format, edit) = (Format(ecosystem), SomebodysEdit.Common.First(e => e.Name == name));
        await Check(format, before, text => string.Join('\n', edit.Of(format, [.. text.Split('\n')])), edit.Expected);
    }

    [Theory]
    [MemberData(nameof(Touching))]
    public async Task An_edit_of_ours_is_merged_or_refused(string ecosystem, string before, string name)
    {
        var edit = TouchingEdit.All.First(e => e.Ecosystem == ecosystem && e.Name == name);
        await Check(Format(ecosystem), before, edit.Of, before == "a value" ? edit.WithValue : edit.Without!.Value);
    }

    [Fact]
    public void The_cases_are_counted() => Proof.Record("P13", "undo after somebody's edit", Apart().Count + Touching().Count, Apart().Count + Touching().Count);

    private static async Task Check(UndoFormat format, string before, Func<string, string?> edit, Merge expected)
    {
        using var world = new World();
        var path = Path.Combine(world.Home, format.Path);
        world.Policy(Policy);
        world.Write(path, format.Before[before]);
        await world.Expect(0, "apply", "--yes", "--only", format.Ecosystem);
        Assert.NotEqual(format.Before[before], await File.ReadAllTextAsync(path));
        var theirs = edit(await File.ReadAllTextAsync(path));
        Put(path, theirs);

        var answer = await world.Expect(expected == Merge.Refused ? 3 : 0, "undo", "--only", format.Ecosystem);

        var after = File.Exists(path) ? await File.ReadAllBytesAsync(path) : null;
        var alone = edit(format.Before[before]);
        if (expected == Merge.Exact)
            Assert.Equal(alone, Utf8.GetString(after!));
        else if (expected == Merge.Meaning)
            Same(format, Utf8.GetBytes(alone!), after!, Utf8.GetBytes(format.Before[before]));
        else
            Assert.Equal(theirs, after is null ? null : Utf8.GetString(after));
        if (expected == Merge.Refused)
            Assert.Contains(Path.GetFileName(path), answer.Error + answer.Output, StringComparison.Ordinal);
    }

    private static void Same(UndoFormat format, byte[] alone, byte[] after, byte[] before)
    {
        Assert.Equal(format.Find(before), format.Find(after));
        Assert.Equal(format.Rest(alone), format.Rest(after));
    }

    private static void Put(string path, string? text)
    {
        if (text is null)
            File.Delete(path);
        else
            File.WriteAllText(path, text, Utf8);
    }

    private static UndoFormat Format(string ecosystem) => UndoFormat.All.First(f => f.Ecosystem == ecosystem);
}
