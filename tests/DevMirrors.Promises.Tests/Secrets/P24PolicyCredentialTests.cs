using System.Text;
using DevMirrors.Testing;

namespace DevMirrors.Promises.Tests;

/// <summary>A policy that holds a credential is refused at its place, whatever the command, and the credential is not shown.</summary>
[Trait("Promise", "P24")]
public class P24PolicyCredentialTests
{
    // Letters and digits of no issuer; each row puts an issuer's mark before them.
    private static readonly string Random = string.Concat(Enumerable.Repeat("a1B2c3D4e5", 5));

    private static readonly string[] Tokens =
    [
        $"npm_{Random[..36]}", $"ghp_{Random[..36]}", $"gho_{Random[..36]}", $"ghu_{Random[..36]}", $"ghs_{Random[..36]}", $"ghr_{Random[..36]}", $"github_pat_{Random[..30]}", $"glpat-{Random[..20]}",
        $"oy2{Random[..43].ToLowerInvariant()}", $"dckr_pat_{Random[..24]}", $"xoxb-{Random[..24]}", "AKIAABCDEFGHIJKLMNOP", "ASIAABCDEFGHIJKLMNOP", $"pypi-AgE{Random[..30]}", $"AKCp{Random[..44]}",
        $"eyJ{Random[..20]}.{Random[..20]}", "-----BEGIN RSA PRIVATE KEY-----",
    ];

    private static readonly string[] Addresses =
    [
        $"https://me:{Canary.Stem}@npm.corp.example/", $"https://{Canary.Stem}@npm.corp.example/", $"https://:{Canary.Stem}@npm.corp.example/", $"https://me:@{Canary.Stem}@npm.corp.example/",
        $"https://me%3A{Canary.Stem}@npm.corp.example/", $"https://me:p%40{Canary.Stem}@npm.corp.example:8443/x/",
    ];

    private static readonly string[] Keys =
        ["token", "auth-token", "authToken", "access_token", "api-key", "apikey", "api_key", "password", "passwd", "pass", "secret", "client-secret", "client_secret", "_auth", "_authToken", "_password", "credentials", "npm-token", "bearer_token", "key"];

    [Fact]
    public async Task It_is_refused_and_not_shown()
    {
        var all = Rows().ToList();
        var rows = Proof.Sample(all, 4);
        using var world = new World();
        foreach (var (what, policy, secret) in rows)
        {
            world.Policy(policy);
            foreach (var command in new[] { "plan", "apply --yes", "trust --yes", "env" }.Take(Proof.Amount(1, 4)))
            {
                var answer = await QuietTool.Run(world, command.Split(' '));
                Assert.True(answer.ExitCode == 2, $"{what}: {answer.Said()}");
                Assert.Matches(@"mirrors\.yaml\(\d+,\d+\): error DEVM1029", answer.Error);
                Assert.True(!(answer.Output + answer.Error).Contains(secret, StringComparison.OrdinalIgnoreCase) && Canary.FindIn(Encoding.UTF8.GetBytes(answer.Output + answer.Error)) is null, $"{what}: {answer.Said()}");
            }
        }
        Assert.False(Directory.Exists(Path.Combine(world.Home, ".local")));
        Proof.Record("P24", "policies with a credential", rows.Count, all.Count, $"{Proof.Amount(1, 4)} commands each");
    }

    private static IEnumerable<(string What, string Policy, string Secret)> Rows()
    {
        foreach (var token in Tokens)
        {
            yield return ($"{token[..6]} in a comment", Of("npm: upstream", $"# {token}"), token);
            yield return ($"{token[..6]} as a value", Of($"npm: \"{token}\""), token);
        }
        foreach (var address in Addresses)
        {
            yield return ($"{address} in a region", Of($"npm: \"{address}\""), Canary.Stem);
            yield return ($"{address} of a mirror", Of("npm: m", $"mirrors: {{ m: {{ ecosystem: npm, url: \"{address}\" }} }}"), Canary.Stem);
        }
        foreach (var key in Keys)
            yield return ($"the key {key}", Of("npm: m", $"mirrors: {{ m: {{ ecosystem: npm, url: \"https://npm.corp.example/\", auth: {{ {key}: {Canary.Stem} }} }} }}"), Canary.Stem);
        yield return ("a secret in place of a variable's name", Of("npm: m", $"mirrors: {{ m: {{ ecosystem: npm, url: \"https://npm.corp.example/\", private: true, auth: {{ token-env: {Random[..32]} }} }} }}"), Random[..32]);
    }

    private static string Of(string region, string more = "") => $"version: 1\nregions:\n  cn: {{ default: true, {region} }}\n{more}\n";
}
