namespace DevMirrors.Config.Tests;

/// <summary>PROMISES P24. The credentials are put together here, so that no scanner takes this file for a leak.</summary>
[Trait("Promise", "P24")]
public class PolicyCredentialTests
{
    private const string Head = "version: 1\nregions: { here: { default: true } }\n";

    private static readonly string Random = string.Concat(Enumerable.Repeat("a1B2c3D4e5", 6));

    public static readonly TheoryData<string, string> Leaks = new()
    {
        { "an npm token", "mirrors: { a: { ecosystem: npm, url: https://a.example/, auth: { token-env: npm_" + Random[..36] + " } } }" },
        { "a GitHub token in a comment", "# ghp_" + Random[..36] },
        { "a fine-grained token", "# github_pat_" + Random[..40] },
        { "a GitLab token", "# glpat-" + Random[..20] },
        { "a NuGet key", "# oy2" + Random[..43].ToLowerInvariant() },
        { "a JSON web token", "# eyJ" + Random[..20] + "." + Random[..20] },
        { "an AWS key", "# AKIA" + Random[..16].ToUpperInvariant() },
        { "a private key", "# -----BEGIN RSA PRIVATE " + "KEY-----" },
        { "a password in an address", "mirrors: { a: { ecosystem: npm, url: https://bob:" + Random[..9] + "@a.example/ } }" },
        { "a token in an address", "mirrors: { a: { ecosystem: npm, url: https://" + Random[..9] + "@a.example/ } }" },
        { "a password in an address in a comment", "# https://bob:" + Random[..9] + "@a.example/" },
        { "a token key", "mirrors: { a: { ecosystem: npm, url: https://a.example/, token: " + Random[..12] + " } }" },
        { "an npm key", "mirrors: { a: { ecosystem: npm, url: https://a.example/, _authToken: " + Random[..12] + " } }" },
        { "a password key", "password: " + Random[..12] },
        { "a value where a name belongs", "mirrors: { a: { ecosystem: npm, url: https://a.example/, auth: { token-env: " + Random[..24] + " } } }" },
    };

    [Theory]
    [MemberData(nameof(Leaks))]
    public void A_policy_that_holds_a_credential_is_refused_without_showing_it(string what, string line)
    {
        var (policy, found) = PolicyExample.Parse(Head + line + "\n");

        Assert.NotEmpty(what);
        Assert.Null(policy);
        var error = Assert.Single(found);
        Assert.Equal(("DEVM1029", 3), (error.Code, error.Place!.Line));
        Assert.DoesNotContain(Random[..9], error.ToString() + error.Hint, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("# ask git@github.com:corp/x, or ssh://git@git.corp.example/")]
    [InlineData("# npm_config_registry, NPM_TOKEN, ghp_, tokens and passwords belong into the environment")]
    [InlineData("mirrors: { a: { ecosystem: npm, url: https://a.example/@corp/x, auth: { token-env: CORP_NPM_READ_TOKEN_2024 } } }")]
    public void What_only_talks_of_credentials_is_fine(string line) =>
        Assert.Empty(PolicyExample.Parse(Head + line + "\n").Found);
}
