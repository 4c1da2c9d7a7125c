using DevMirrors.Config;
using DevMirrors.Tool;

namespace DevMirrors.EndToEnd.Tests;

/// <summary>0 done, 1 differs, 2 the policy or command line is wrong, 3 could not finish, 4 needs consent; the strongest wins: 2, 3, 4, 1, 0.</summary>
public class ExitCodeTests
{
    private const string Policy = "/repo/mirrors.yaml";

    public static TheoryData<string, int, int> Table => new()
    {
        { "", (int)Outcome.Done, 0 },
        { "", (int)Outcome.Differs, 1 },
        { "", (int)Outcome.Unfinished, 3 },
        { "", (int)Outcome.NeedsConsent, 4 },
        { "", (int)(Outcome.Differs | Outcome.NeedsConsent), 4 },
        { "", (int)(Outcome.Unfinished | Outcome.NeedsConsent), 3 },
        { "DEVM1004", (int)Outcome.Done, 2 },
        { "DEVM2001", (int)Outcome.Unfinished, 2 },
        { "DEVM3001", (int)Outcome.Differs, 3 },
        { "DEVM3001 in the policy", (int)Outcome.Differs, 2 },
        { "DEVM4001", (int)Outcome.NeedsConsent, 3 },
        { "DEVM6001", (int)Outcome.Differs, 4 },
        { "DEVM6003", (int)Outcome.Done, 3 },
        { "DEVM6010", (int)Outcome.Unfinished, 2 },
        { "DEVM6204", (int)Outcome.Done, 4 },
    };

    [Theory]
    [MemberData(nameof(Table))]
    public void The_strongest_reason_decides(string error, int outcome, int expected)
    {
        var words = error.Split(' ');
        var place = words.Length > 1 ? new Place(Policy, 3, 4) : null;
        Diagnostic[] found = error.Length == 0 ? [] : [new Diagnostic(words[0], Severity.Error, "x", place)];

        Assert.Equal(expected, ExitCode.Of(found, (Outcome)outcome, Policy));
    }

    [Theory]
    [InlineData(Severity.Info)]
    [InlineData(Severity.Warning)]
    public void Only_errors_count(Severity severity) =>
        Assert.Equal(0, ExitCode.Of([new Diagnostic("DEVM2002", severity, "x")], Outcome.Done));
}
