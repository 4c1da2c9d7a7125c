using DevMirrors.Testing;

namespace DevMirrors.EndToEnd.Tests;

/// <summary>eng/bootstrap.sh and eng/bootstrap.ps1 with the copy that a repository holds.</summary>
public class BootstrapTests
{
    public static TheoryData<string> Shells => CiAgent.Shells;

    [RealClientFact("pwsh")]
    public async Task The_script_for_PowerShell_is_run_as_well() => Assert.Equal(2, (await new CiAgent("pwsh").Run("--no-such-option")).ExitCode);

    [Theory]
    [MemberData(nameof(Shells))]
    public async Task A_policy_that_the_CI_system_agrees_to_is_applied_and_a_second_run_says_one_line(string shell)
    {
        using var agent = new CiAgent(shell).WithVendoredCopy();
        agent.Variables["DEVMIRRORS_TRUST"] = agent.Hash;

        var first = await agent.Expect(0);
        var second = await agent.Expect(0);

        Assert.Equal(ToolWorld.GoEnvForCn, File.ReadAllText(agent.World.GoEnv));
        Assert.Contains("written", first.Output);
        Assert.Matches(@"GOPROXY .*in step", first.Output);
        Assert.Equal("devmirrors: in step", second.Text);
        Assert.Empty(second.Error);
    }

    [Theory]
    [MemberData(nameof(Shells))]
    public async Task A_GitHub_job_is_lent_what_nobody_agreed_to(string shell)
    {
        using var agent = new CiAgent(shell).WithVendoredCopy();
        var file = Path.Combine(agent.World.Folder, "github env");
        File.WriteAllText(file, "EARLIER=1\n");
        agent.Variables["GITHUB_ACTIONS"] = "true";
        agent.Variables["GITHUB_ENV"] = file;

        var answer = await agent.Expect(0);

        Assert.Equal($"EARLIER=1\nGOPROXY={CiAgent.Lent}\n", File.ReadAllText(file));
        AssertNamesWhatNobodyAgreedTo(agent, answer);
        Assert.Matches(@"GOPROXY .*environment variable GOPROXY +in step", answer.Output);
        Assert.Empty(agent.HomeFiles);
    }

    [Theory]
    [MemberData(nameof(Shells))]
    public async Task A_job_of_Azure_Pipelines_is_lent_it_by_logging_commands(string shell)
    {
        using var agent = new CiAgent(shell).WithVendoredCopy();
        agent.Variables["TF_BUILD"] = "True";

        var answer = await agent.Expect(0);

        Assert.Contains($"##vso[task.setvariable variable=GOPROXY]{CiAgent.Lent}\n", answer.Output);
        AssertNamesWhatNobodyAgreedTo(agent, answer);
        Assert.Empty(agent.HomeFiles);
    }

    [Fact]
    public async Task A_GitLab_job_sources_a_file_that_hides_itself_from_git()
    {
        using var agent = new CiAgent().WithVendoredCopy();
        agent.Variables["GITLAB_CI"] = "true";
        var file = Path.Combine(agent.JobFolder, "env.sh");

        var answer = await agent.Expect(0);

        Assert.Contains($". '{file}'\n", answer.Output);
        AssertNamesWhatNobodyAgreedTo(agent, answer);
        Assert.Equal("*\n", File.ReadAllText(Path.Combine(agent.JobFolder, ".gitignore")));
        Assert.Empty(agent.HomeFiles);
        var sourced = await Client.Run("sh", ["-euc", ". \"$1\"; sh -c 'echo \"$GOPROXY\"'", "sh", file], agent.World.Home);
        Assert.Equal(CiAgent.Lent, sourced.Text);
    }

    [RealClientFact("pwsh")]
    public async Task A_GitLab_job_of_PowerShell_sources_a_file_of_its_own()
    {
        using var agent = new CiAgent("pwsh").WithVendoredCopy();

        await agent.Expect(0);

        Assert.Equal($"Set-Item -LiteralPath 'Env:GOPROXY' -Value '{CiAgent.Lent}'\n", File.ReadAllText(Path.Combine(agent.JobFolder, "env.ps1")));
    }

    [Theory]
    [MemberData(nameof(Shells))]
    public async Task Where_the_policy_is_agreed_to_the_file_to_source_is_empty(string shell)
    {
        using var agent = new CiAgent(shell).WithVendoredCopy();
        await agent.Expect(0);
        agent.Variables["DEVMIRRORS_TRUST"] = agent.Hash;

        await agent.Expect(0);

        Assert.Empty(File.ReadAllText(Path.Combine(agent.JobFolder, shell == "sh" ? "env.sh" : "env.ps1")));
    }

    [Theory]
    [MemberData(nameof(Shells))]
    public async Task A_job_that_has_been_lent_it_hears_one_line(string shell)
    {
        using var agent = new CiAgent(shell).WithVendoredCopy();
        agent.Variables["TF_BUILD"] = "True";
        agent.Variables["GOPROXY"] = CiAgent.Lent;

        var answer = await agent.Expect(0);

        Assert.Equal("devmirrors: not agreed to; the settings are lent to this job already", answer.Text);
        Assert.Empty(answer.Error);
    }

    [Theory]
    [MemberData(nameof(Shells))]
    public async Task The_consent_to_another_policy_grants_nothing_and_no_secret_is_printed(string shell)
    {
        using var agent = new CiAgent(shell).WithVendoredCopy();
        agent.Variables["DEVMIRRORS_TRUST"] = new string('a', 64);
        agent.World.Write(agent.World.GoEnv, "GOPROXY=https://me:canary@go.corp.example\n");

        var answer = await agent.Expect(0);

        Assert.Equal("GOPROXY=https://me:canary@go.corp.example\n", File.ReadAllText(agent.World.GoEnv));
        Assert.DoesNotContain("canary", answer.Output + answer.Error);
        Assert.Contains("go.corp.example", answer.Output + answer.Error);
    }

    [Theory]
    [MemberData(nameof(Shells))]
    public async Task One_command_borrows_the_settings_and_nothing_stays(string shell)
    {
        using var agent = new CiAgent(shell).WithVendoredCopy();

        var answer = await agent.Expect(7, "--only", "go", "exec", "--", "sh", "-c", "echo \"$GOPROXY|$1|$PWD\"; exit 7", "sh", "two words");

        Assert.Equal($"{CiAgent.Lent}|two words|{agent.World.Folder}", answer.Text);
        Assert.Empty(agent.HomeFiles);
        Assert.False(Directory.Exists(Path.Combine(agent.Checkout, "obj")));
    }

    [Theory]
    [MemberData(nameof(Shells))]
    public async Task The_options_are_those_of_the_command(string shell)
    {
        using var agent = new CiAgent(shell).WithVendoredCopy();
        agent.Variables["DEVMIRRORS_REGION"] = "";
        File.WriteAllText(Path.Combine(agent.World.Folder, "other policy.yaml"), "version: 1\nregions:\n  here: { default: true, go: golang }\n  there: { go: aliyun, npm: npmmirror }\n");

        var answer = await agent.Expect(0, "--policy", "other policy.yaml", "--region", "there", "--only", "go");

        Assert.Contains("GOPROXY  https://mirrors.aliyun.com/goproxy/", answer.Output);
        Assert.DoesNotContain("npmmirror", answer.Output + answer.Error);
    }

    [Theory]
    [MemberData(nameof(Shells))]
    public async Task A_broken_policy_fails_the_job_with_its_place(string shell)
    {
        using var agent = new CiAgent(shell).WithVendoredCopy();
        agent.World.Policy("version: 1\nregoins: {}\n", agent.Checkout);

        var answer = await agent.Expect(2);

        Assert.Contains("mirrors.yaml(2,1): error DEVM1", answer.Output + answer.Error);
        Assert.Empty(agent.HomeFiles);
    }

    [Theory]
    [MemberData(nameof(Shells))]
    public async Task Nothing_on_its_command_line_stands_for_consent(string shell)
    {
        using var agent = new CiAgent(shell).WithVendoredCopy();

        var answer = await agent.Expect(2, "--yes");

        Assert.Contains("unknown option `--yes`", answer.Error);
        Assert.Empty(agent.HomeFiles);
    }

    private static void AssertNamesWhatNobodyAgreedTo(CiAgent agent, Answer answer)
    {
        Assert.Contains(agent.Hash, answer.Output + answer.Error);
        Assert.Contains("`goproxy.cn`", answer.Output + answer.Error);
    }
}
