namespace DevMirrors.Config.Tests;

public class SecretVariablesTests
{
    [Theory]
    [InlineData("NPM_TOKEN", "plain-words", "said ***")]
    [InlineData("MY_PASSWORD", "plain-words", "said ***")]
    [InlineData("AZURE_PAT", "plain-words", "said ***")]
    [InlineData("GREETING", "plain-words", "said plain-words")]
    [InlineData("NPM_TOKEN", "plain", "said plain-words")]
    public void Values_of_variables_that_say_they_are_secret_are_hidden(string name, string value, string shown) =>
        Assert.Equal(shown, SecretVariables.Mask("said plain-words", new Dictionary<string, string> { [name] = value }));

    [Fact]
    public void Places_and_switches_stay_and_of_two_values_the_longer_is_hidden_whole() =>
        Assert.Equal(
            "*** at /run/agent always",
            SecretVariables.Mask("secret-long at /run/agent always", new Dictionary<string, string> { ["SSH_AUTH_SOCK"] = "/run/agent", ["ALWAYS_AUTH"] = "always", ["A_TOKEN"] = "secret", ["B_TOKEN"] = "secret-long" }));
}
