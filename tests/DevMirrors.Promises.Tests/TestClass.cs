using System.Globalization;
using System.Text.RegularExpressions;

namespace DevMirrors.Promises.Tests;

/// <summary>A class of the tests as its source says: by syntax, so that no other project has to be built.</summary>
/// <param name="Promises">The numbers by which <c>dotnet test --filter Promise=P1</c> finds its tests.</param>
/// <param name="Tests">How many test methods it holds.</param>
/// <param name="Idle">How many traits stand on what is no test.</param>
internal sealed partial record TestClass(string Name, IReadOnlyList<int> Promises, int Tests, int Idle)
{
    public static IEnumerable<TestClass> In(string source)
    {
        var classes = Class().Matches(source);
        return classes.Select((match, i) => Of(match, source[match.Index..(i + 1 < classes.Count ? classes[i + 1].Index : source.Length)]));
    }

    private static TestClass Of(Match head, string body)
    {
        var own = Numbers(head.Groups["attributes"].Value).ToList();
        var members = Member().Matches(body[head.Length..]).Select(m => m.Value).Where(m => !m.Contains("// [", StringComparison.Ordinal)).ToList();
        var tests = members.Where(m => Test().IsMatch(m)).ToList();
        return new TestClass(head.Groups["name"].Value, [.. own.Concat(tests.SelectMany(Numbers)).Distinct()], tests.Count, members.Except(tests).Count(m => Numbers(m).Any()));
    }

    private static IEnumerable<int> Numbers(string attributes) => Promise().Matches(attributes).Select(m => int.Parse(m.Groups[1].Value, CultureInfo.InvariantCulture));

    // Attributes stand at the beginning of their lines, those of a class without a blank before them.
    [GeneratedRegex(@"(?<attributes>(^\[[^\n]*\n)*)^(public |internal |sealed |abstract |static |partial )*class (?<name>\w+)", RegexOptions.Multiline)]
    private static partial Regex Class();

    // From the first attribute of a member to its first line that is none.
    [GeneratedRegex(@"(^    \[[^\n]*\n)(^(    \[|     |#|\s*\n)[^\n]*\n)*", RegexOptions.Multiline)]
    private static partial Regex Member();

    [GeneratedRegex(@"^    \[(\w*Fact|\w*Theory)\b", RegexOptions.Multiline)]
    private static partial Regex Test();

    [GeneratedRegex(@"Trait\(""Promise"", ""P(\d+)""\)")]
    private static partial Regex Promise();
}
