using System.Text.Json;
using DevMirrors.Testing;

namespace DevMirrors.Promises.Tests;

/// <summary>P32 on the built tool: names that lead inside, as a hosts file has them that only the tool sees. A server waits at the port that each is asked at.</summary>
[Trait("Promise", "P32")]
public class P32InsideTests
{
    // What `private: true` allows stands first.
    private static readonly (string Address, string Kind, bool IsPrivate)[] Rows =
    [
        ("127.0.0.1", "a loopback address", true), ("127.8.8.8", "a loopback address", true), ("::1", "a loopback address", true),
        ("10.0.0.1", "a private address", true), ("172.16.0.1", "a private address", true), ("192.168.1.1", "a private address", true), ("100.64.0.1", "a private address", true), ("fd12::1", "a private address", true),
        ("169.254.169.254", "a cloud metadata address", false), ("100.100.100.200", "a cloud metadata address", false), ("fd00:ec2::254", "a cloud metadata address", false),
        ("169.254.1.1", "a link-local address", false), ("fe80::1", "a link-local address", false),
        ("0.0.0.0", "unspecified address", false), ("::", "unspecified address", false),
        ("224.0.0.1", "a multicast address", false), ("ff02::1", "a multicast address", false), ("255.255.255.255", "a broadcast address", false), ("240.0.0.1", "a reserved address", false),
        ("203.0.113.1", "a documentation address", false), ("64:ff9b::7f00:1", "a form of `127.0.0.1`", false), ("2002:7f00:1::1", "a form of `127.0.0.1`", false),
        ("::ffff:127.0.0.1", "127.0.0.1", false), ("::ffff:169.254.169.254", "169.254.169.254", false),
    ];

    [RealClientFact("unshare", AsRoot = true)]
    public async Task A_name_that_leads_inside_is_refused_and_nothing_is_sent()
    {
        await using var server = await LoopbackServer.Start();

        var because = await Refusals(server, [.. Rows.Select(r => r.Address)], isPrivate: false);

        Assert.Empty(server.Heard);
        for (var i = 0; i < Rows.Length; i++)
            AssertRefused(Rows[i].Address, Rows[i].Kind, because[i]);
        Proof.Record("P32", "names that lead inside", Rows.Length, Rows.Length, "a hosts file of the tool's own; nothing is heard");
    }

    [RealClientFact("unshare", AsRoot = true)]
    public async Task What_no_mirror_may_have_is_refused_to_private_ones_too()
    {
        var never = Rows.Where(r => !r.IsPrivate).ToList();
        await using var server = await LoopbackServer.Start();

        var because = await Refusals(server, [.. never.Select(r => r.Address)], isPrivate: true);

        Assert.Empty(server.Heard);
        for (var i = 0; i < never.Count; i++)
            AssertRefused(never[i].Address, never[i].Kind, because[i]);
        Proof.Record("P32", "names that lead inside, of private mirrors", never.Count, never.Count, "nothing is heard");
    }

    /// <summary>The hosts file is believed and the server is there: who may, is heard.</summary>
    [RealClientFact("unshare", AsRoot = true)]
    public async Task A_private_mirror_is_asked_at_its_name()
    {
        await using var server = await LoopbackServer.Start();

        var answer = await Probe(server, ["127.0.0.1"], isPrivate: true);

        Assert.True(answer.ExitCode == 0, answer.Said());
        Assert.Contains(server.Heard, heard => heard.Text.Contains("Host: n0.inside.example", StringComparison.Ordinal));
    }

    // Of a mapped form the resolver may already have made the plain address.
    private static void AssertRefused(string address, string kind, string because)
    {
        Assert.True(because.StartsWith("unreachable: ", StringComparison.Ordinal) && because.Contains(kind, StringComparison.Ordinal), $"{address}: {because}");
        Assert.True(because.Contains("which no mirror may have", StringComparison.Ordinal) || because.Contains("which only a mirror with `private: true` may have", StringComparison.Ordinal), $"{address}: {because}");
    }

    /// <summary>Why each name was refused, in the order given.</summary>
    private static async Task<IReadOnlyList<string>> Refusals(LoopbackServer server, string[] addresses, bool isPrivate)
    {
        var answer = await Probe(server, addresses, isPrivate);
        Assert.True(answer.ExitCode == 3, answer.Said());
        using var json = JsonDocument.Parse(answer.Output);
        var mirrors = json.RootElement.GetProperty("mirrors").EnumerateArray().ToDictionary(m => m.GetProperty("id").GetString()!);
        return [.. addresses.Select((_, i) => $"{mirrors[$"n{i}"].GetProperty("verdict").GetString()}: {mirrors[$"n{i}"].GetProperty("because").GetString()}")];
    }

    private static async Task<Answer> Probe(LoopbackServer server, string[] addresses, bool isPrivate)
    {
        using var scene = new Scene();
        var port = new Uri(server.Url).Port;
        File.WriteAllText(Path.Combine(scene.Repository, "mirrors.yaml"), $$"""
            version: 1
            regions:
              here: { default: true, npm: [{{string.Join(", ", addresses.Select((_, i) => $"n{i}"))}}] }
            mirrors:
            {{string.Join('\n', addresses.Select((_, i) => $"  n{i}: {{ ecosystem: npm, url: \"http://n{i}.inside.example:{port}/\", insecure: true{(isPrivate ? ", private: true" : "")} }}"))}}

            """);
        var hosts = Path.Combine(scene.Live, "hosts");
        File.WriteAllLines(hosts, addresses.Select((a, i) => $"{a} n{i}.inside.example"));

        return await scene.Script(
            "mount --bind \"$1\" /etc/hosts && exec env -u http_proxy -u HTTP_PROXY -u https_proxy -u HTTPS_PROXY -u all_proxy -u ALL_PROXY $tool probe --all --format json --timeout 20s", hosts);
    }
}
