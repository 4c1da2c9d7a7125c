using CliWrap;
using CliWrap.Buffered;
using DevMirrors.Tool;

namespace DevMirrors.EndToEnd.Tests;

public class ShellSyntaxTests
{
    private const string Awkward = """it's ${version} "quoted" $HOME `id` \ 100% | & ; #x""";

    [Fact]
    public async Task A_posix_shell_reads_back_every_byte()
    {
        var line = ShellSyntax.Find("posix")!.Say("AWKWARD", Awkward);

        var read = await Cli.Wrap("sh").WithArguments(["-c", $"{line}\nprintf %s \"$AWKWARD\""]).ExecuteBufferedAsync();

        Assert.Equal(Awkward, read.StandardOutput);
    }

    [Theory]
    [InlineData("posix", "export A='it'\\''s ${v}'")]
    [InlineData("pwsh", "Set-Item -LiteralPath 'Env:A' -Value 'it''s ${v}'")]
    [InlineData("cmd", "set \"A=it's ${v}\"")]
    [InlineData("dotenv", "A=\"it's \\${v}\"")]
    [InlineData("github", "A=it's ${v}")]
    [InlineData("azure", "##vso[task.setvariable variable=A]it's ${v}")]
    public void Each_flavour_quotes_in_its_own_way(string shell, string expected) =>
        Assert.Equal(expected, ShellSyntax.Find(shell)!.Say("A", "it's ${v}"));

    [Theory]
    [InlineData("posix", "unset A")]
    [InlineData("pwsh", "Remove-Item -LiteralPath 'Env:A' -ErrorAction SilentlyContinue")]
    [InlineData("cmd", "set \"A=\"")]
    [InlineData("github", "A=")]
    public void A_variable_can_be_taken_away(string shell, string expected) => Assert.Equal(expected, ShellSyntax.Find(shell)!.Say("A", null));

    [Theory]
    [InlineData("cmd", "set \"A=100%%\"")]
    [InlineData("azure", "##vso[task.setvariable variable=A]100%AZP25")]
    [InlineData("dotenv", "A='100%'")]
    public void A_percent_sign_stays_one(string shell, string expected) => Assert.Equal(expected, ShellSyntax.Find(shell)!.Say("A", "100%"));

    [Theory]
    [InlineData("posix", "npm_config_@corp:registry", "x", false)]
    [InlineData("github", "npm_config_@corp:registry", "x", false)]
    [InlineData("pwsh", "npm_config_@corp:registry", "x", true)]
    [InlineData("cmd", "npm_config_@corp:registry", "x", true)]
    [InlineData("gitlab", "A", "two words", false)]
    [InlineData("github", "A", "one\nB=2", false)]
    [InlineData("azure", "A", "one\n##vso[x]", false)]
    [InlineData("pwsh", "A", "one\rtwo", false)]
    public void What_a_shell_cannot_take_is_not_said(string shell, string name, string value, bool expected) =>
        Assert.Equal(expected, ShellSyntax.Find(shell)!.CanSay(name, value));
}
