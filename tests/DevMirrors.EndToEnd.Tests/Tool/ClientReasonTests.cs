using DevMirrors.Tool;

namespace DevMirrors.EndToEnd.Tests;

public class ClientReasonTests
{
    [Theory]
    [InlineData("npm warn using --force\nnpm error code EACCES\nnpm error syscall open\nnpm error path /x\nnpm error errno EACCES\nnpm error\nnpm error Your cache folder contains root-owned files\nnpm error You can rerun the command with --loglevel=verbose", "Your cache folder contains root-owned files")]
    [InlineData("error: Access to the path is denied.\n   at System.IO.FileSystem.RemoveDirectory()\n   at X.Y()", "Access to the path is denied.")]
    [InlineData("go: parsing $GOFLAGS: unknown flag -x\n", "go: parsing $GOFLAGS: unknown flag -x")]
    [InlineData("\u001b[31mwarning no license field\u001b[39m\nerror An unexpected error occurred\ninfo Visit the documentation", "An unexpected error occurred")]
    [InlineData("npm warn all that there is\n", "npm warn all that there is")]
    public void The_line_that_tells_why_is_taken(string error, string reason) => Assert.Equal(reason, ClientReason.Of(error, ""));

    [Fact]
    public void Standard_output_is_heard_where_standard_error_says_nothing()
    {
        Assert.Equal("➤ YN0001: EACCES: permission denied", ClientReason.Of("", "➤ YN0000: start\n➤ YN0001: EACCES: permission denied\n"));
        Assert.Null(ClientReason.Of("\n", " "));
    }
}
