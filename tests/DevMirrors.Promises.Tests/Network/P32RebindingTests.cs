using System.Net;
using DevMirrors.Testing;

namespace DevMirrors.Promises.Tests;

/// <summary>P32 on the built tool: a name server that gives another address each time, and an address inside beside one outside.</summary>
[Trait("Promise", "P32")]
public class P32RebindingTests
{
    // Nobody's (RFC 5737), and none that a mirror may have: what would be tried leaves this machine in no case.
    private static readonly IPAddress Outside = IPAddress.Parse("203.0.113.1");
    private static readonly IPAddress Inside = IPAddress.Loopback;

    [RealClientFact("unshare", AsRoot = true)]
    public Task A_name_that_leads_inside_when_it_is_asked_for_again_is_not_followed() => NothingIsHeard([Outside], [Inside]);

    [RealClientFact("unshare", AsRoot = true)]
    public Task An_address_inside_beside_another_is_not_taken() => NothingIsHeard([Outside, Inside], [Inside, Outside]);

    /// <summary>The name server is asked, and what it says is believed: who may be inside, is heard.</summary>
    [RealClientFact("unshare", AsRoot = true)]
    public async Task A_private_mirror_is_asked_where_its_name_leads()
    {
        await using var server = await LoopbackServer.Start();
        await using var names = new RebindingNames([Inside]);

        var answer = await Probe(server, names, "private: true");

        Assert.True(server.Heard.Count > 0, answer.Said());
    }

    private static async Task NothingIsHeard(params IPAddress[][] answers)
    {
        await using var server = await LoopbackServer.Start();
        await using var names = new RebindingNames(answers);

        for (var i = 0; i < 2; i++)
        {
            var answer = await Probe(server, names, "private: false");

            Assert.True(answer.ExitCode == 3, answer.Said());
            // Which of the addresses it names is its own choice.
            Assert.Contains(" address, which ", answer.Output + answer.Error, StringComparison.Ordinal);
        }
        Assert.NotEqual(0, names.Asked);
        Assert.Empty(server.Heard);
        Proof.Record("P32", "names that lead elsewhere each time", answers.Length, answers.Length, $"{names.Asked} lookups; nothing is heard");
    }

    private static async Task<Answer> Probe(LoopbackServer server, RebindingNames names, string isPrivate)
    {
        using var scene = new Scene();
        File.WriteAllText(Path.Combine(scene.Repository, "mirrors.yaml"), $$"""
            version: 1
            regions:
              here: { default: true, npm: m }
            mirrors:
              m: { ecosystem: npm, url: "http://rebinding.example:{{new Uri(server.Url).Port}}/", insecure: true, {{isPrivate}} }

            """);
        var resolver = Path.Combine(scene.Live, "resolv.conf");
        File.WriteAllText(resolver, $"nameserver {names.Address}\noptions timeout:5 attempts:1\n");
        return await scene.Script(
            "mount --bind \"$1\" /etc/resolv.conf && exec env -u http_proxy -u HTTP_PROXY -u https_proxy -u HTTPS_PROXY -u all_proxy -u ALL_PROXY $tool probe --verbosity detailed --timeout 20s", resolver);
    }
}
