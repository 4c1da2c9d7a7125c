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

    // Nothing tells these from other text but what stands before them.
    private static readonly string[] Placed =
    [
        $"//npm.corp.example/:_authToken={Guid}", $"//npm.corp.example/:_auth = \"{Random[..24]}\"", $"_password='{Random[..24]}'", $"Authorization: Bearer {Random[..24]}", "Basic bWU6c2VjcmV0LXBhc3N3b3Jk",
        $"https://packagecloud.example/{Hex}/corp/npm/", $"https://www.myget.example/F/corp/auth/{Guid}/api/v3/index.json", $"https://npm.corp.example/{Random[..24]}/npm/",
    ];

    private static readonly string[] Harmless =
    [
        $"# https://github.com/corp/tool/blob/{Hex[..40]}/mirrors.yaml", $"# https://raw.githubusercontent.com/corp/tool/{Hex[..40]}/mirrors.yaml", $"# https://hub.example/v2/tool/manifests/sha256:{Hex}{Hex[..16]}",
        $"# https://pkgs.dev.azure.com/corp/{Guid}/_packaging/corp/nuget/v3/index.json", $"# tool@sha256:{Hex}{Hex[..16]}", "# //npm.corp.example/:_authToken=${CORP_TOKEN}", "# _authToken=CORP_TOKEN", "# _auth=…, Basic authentication or a Bearer token, see below",
    ];

    private static string Guid => "9e107d9d-372b-4681-a5b1-0d3c5e7f9a2b";

    private static string Hex => string.Concat(Enumerable.Repeat("0a1b2c3d4e5f", 4));

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

    [Fact]
    public async Task What_only_looks_like_one_is_none()
    {
        using var world = new World();
        world.Policy(Of("npm: upstream", string.Join('\n', Harmless)));

        var answer = await QuietTool.Run(world, "plan");

        Assert.True(answer.ExitCode == 0, answer.Said());
        Proof.Record("P24", "policies without a credential", Harmless.Length, Harmless.Length, "one policy");
    }

    private static IEnumerable<(string What, string Policy, string Secret)> Rows()
    {
        foreach (var token in Tokens)
        {
            yield return ($"{token[..6]} in a comment", Of("npm: upstream", $"# {token}"), token);
            yield return ($"{token[..6]} as a value", Of($"npm: \"{token}\""), token);
        }
        foreach (var text in Placed)
            yield return ($"{text} in a comment", Of("npm: upstream", $"# ci: {text}"), text);
        foreach (var text in Placed.Where(t => t.StartsWith("https", StringComparison.Ordinal)))
            yield return ($"{text} of a mirror", Of("npm: m", $"mirrors: {{ m: {{ ecosystem: npm, url: \"{text}\" }} }}"), text);
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
