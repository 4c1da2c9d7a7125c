using DevMirrors.Config;
using DevMirrors.Testing;

namespace DevMirrors.Promises.Tests;

/// <summary>A rich file of each format, cut off after each of its bytes: it is edited without loss or refused with file, line, column and reason.</summary>
[Trait("Promise", "P14")]
public class P14TruncationTests
{
    public static readonly TheoryData<string> Files = new(RichFile.All.Select(f => f.Name));

    [Theory]
    [MemberData(nameof(Files))]
    public void Cut_off_after_any_byte_it_is_edited_as_bytes_or_refused_with_its_place(string name)
    {
        var file = RichFile.Find(name);
        var refused = Enumerable.Range(0, file.Bytes.Length + 1).Count(length => !EditorRules.Check(FuzzFormat.Find(file.Ecosystem), file.Bytes[..length]));

        Assert.Equal(file.CanBeRefused, refused > 0);
        Proof.Record("P14 P11", $"{name} cut off after each byte", file.Bytes.Length + 1, file.Bytes.Length + 1, $"{refused} refused with file, line, column and reason");
    }

    [Theory]
    [MemberData(nameof(Files))]
    public async Task On_the_tool_it_is_applied_or_named_with_line_and_column_and_left_as_it_is(string name)
    {
        var file = RichFile.Find(name);
        var lengths = Proof.Sample([.. Enumerable.Range(0, file.Bytes.Length).Where(l => l % 7 == 0 || file.Bytes.Length - l < 12)], 9);
        var problems = new List<string>();
        var refused = 0;
        foreach (var length in lengths)
        {
            using var scene = new Scene();
            // Of a rootless daemon that runs no more: it shows whose daemon.json this is.
            scene.Write("run/docker.pid", "0", AtomicFile.Private);
            var path = scene.Write(file.Path, "", AtomicFile.Private);
            File.WriteAllBytes(path, file.Bytes[..length]);

            var answer = await scene.Run(["apply", "--yes", "--only", file.Ecosystem]);

            var isRefused = answer.ExitCode == 3;
            refused += isRefused ? 1 : 0;
            if (answer.ExitCode is not (0 or 3))
                problems.Add($"{length}: ended with {answer.ExitCode}: {answer.Error}");
            if (isRefused && !(File.ReadAllBytes(path).AsSpan().SequenceEqual(file.Bytes.AsSpan(0, length)) && Named(path).IsMatch(answer.Error)))
                problems.Add($"{length}: touched, or without its place: {answer.Error}");
        }
        Proof.Record("P14", $"{name} cut off, on the tool", lengths.Count, file.Bytes.Length, $"{refused} refused");
        Assert.True(problems.Count == 0, string.Join('\n', problems));
    }

    private static System.Text.RegularExpressions.Regex Named(string path) =>
        new(System.Text.RegularExpressions.Regex.Escape(Path.GetFileName(path)) + @"\([1-9]\d*,[1-9]\d*\): error DEVM\d{4}: \S");
}
