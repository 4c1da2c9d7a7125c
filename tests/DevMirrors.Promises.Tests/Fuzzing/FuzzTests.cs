using System.Diagnostics;
using System.Globalization;
using System.Text;
using CsCheck;
using DevMirrors.Testing;

namespace DevMirrors.Promises.Tests;

/// <summary>Grammar-aware fuzzing: a seed, up to six mutations, and the rules. A failure prints the file; keep it under Cases/Fuzz.</summary>
[Trait("Suite", "Fuzz")]
public class FuzzTests
{
    public static readonly TheoryData<string> Editors = new(FuzzFormat.Editors.Select(f => f.Name));

    [Theory]
    [MemberData(nameof(Editors))]
    [Trait("Promise", "P11")]
    [Trait("Promise", "P14")]
    [Trait("Promise", "P39")]
    public void An_edited_file_keeps_what_was_not_asked_and_what_cannot_be_parsed_is_refused(string name)
    {
        var format = FuzzFormat.Find(name);
        Fuzz("P11 P14 P39", format, bytes => EditorRules.Check(format, bytes));
    }

    [Fact]
    [Trait("Promise", "P38")]
    [Trait("Promise", "P35")]
    public void A_policy_is_read_or_refused_and_never_lowers_a_protection() => Fuzz("P35 P38", FuzzFormat.Policy, PolicyRules.Check);

    private static string Kept(FuzzFormat format, byte[] bytes)
    {
        var path = Path.Combine(Checkout.Folder, "artifacts", $"fuzz-{format.Name}");
        File.WriteAllBytes(path, bytes);
        return $"{Encoding.Latin1.GetString(bytes)}\nas bytes: {path}";
    }

    private static void Fuzz(string promises, FuzzFormat format, Func<byte[], bool> check)
    {
        var seeds = Seeds.Of(format);
        var (ran, taken, slowest) = (0, 0, 0.0);
        var files = Gen.Select(Gen.Int[0, seeds.Count - 1], Gen.OneOf(Mutation.Any.Array[1, 2], Mutation.Any.Array[1, 6]), (seed, steps) => steps.Aggregate(seeds[seed], (file, step) => step.Apply(file, format, seeds)));
        files.Sample(
            bytes =>
            {
                var start = Stopwatch.GetTimestamp();
                if (check(bytes))
                    taken++;
                ran++;
                slowest = Math.Max(slowest, Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            },
            time: Proof.Amount(3, 350), threads: 1, print: bytes => Kept(format, bytes));
        Proof.Record(promises, $"fuzzing {format.Name}", ran, ran, string.Create(CultureInfo.InvariantCulture, $"{taken} files taken, the others refused; {seeds.Count} seeds; slowest {slowest:0} ms"));
    }
}
