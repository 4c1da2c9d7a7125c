using System.Text;

namespace DevMirrors.Config.Tests;

public sealed class GoCheckTests : IDisposable
{
    private readonly CheckScene _scene = new();

    [Fact]
    public void A_byte_order_mark_is_found_in_line_1_and_its_mend_takes_those_three_bytes_and_no_more()
    {
        _scene.Home(".config/go/env", "\uFEFFGOPROXY=https://goproxy.cn\nGOFLAGS=-v\n");

        var found = _scene.Finds(new GoEnvBytesCheck(), CheckStatus.Error, _scene.GoEnv, 1);

        Assert.Equal("GOPROXY=https://goproxy.cn\nGOFLAGS=-v\n", Mended(found));
    }

    [Fact]
    public void A_carriage_return_in_a_private_pattern_is_an_error_at_its_line_whatever_comes_before()
    {
        _scene.Home(".config/go/env", "# note\r\nGOPROXY=https://goproxy.cn\r\nGOPRIVATE=corp.example\r\n");

        var found = _scene.Finds(new GoEnvBytesCheck(), CheckStatus.Error, _scene.GoEnv, 3);

        Assert.Contains("GOPRIVATE", found.Message);
        Assert.Equal("# note\nGOPROXY=https://goproxy.cn\nGOPRIVATE=corp.example\n", Mended(found));
    }

    [Fact]
    public void A_carriage_return_in_the_proxy_list_alone_is_a_warning()
    {
        _scene.Home(".config/go/env", "GOFLAGS=-v\nGOPROXY=https://goproxy.cn\r\n");

        _scene.Finds(new GoEnvBytesCheck(), CheckStatus.Warning, _scene.GoEnv, 2);
    }

    [Theory]
    [InlineData("")]
    [InlineData("GOPROXY=https://goproxy.cn\n# a comment\r\n\r\n=\r\n lower=x\r\n")]
    [InlineData("\uFEFF# a comment\nGOPROXY=https://goproxy.cn\n")]
    [InlineData("\uFEFF\nGOPROXY=https://goproxy.cn\n")]
    [InlineData("\uFEFF")]
    [InlineData("\0\0\0")]
    public void A_file_without_harm_is_well(string text)
    {
        _scene.Home(".config/go/env", text);

        _scene.IsWell(new GoEnvBytesCheck());
    }

    [Fact]
    public void No_env_file_is_well() => _scene.IsWell(new GoEnvBytesCheck());

    [Fact]
    public void The_file_that_GOENV_names_is_the_one_that_is_looked_at()
    {
        var path = _scene.Home("elsewhere/env", "GOSUMDB=off\r\n");
        _scene.Scratch.Set("GOENV", path);

        _scene.Finds(new GoEnvBytesCheck(), CheckStatus.Error, path, 1);
    }

    [Theory]
    [InlineData("\uFEFFGOSUMDB=off\nGOFLAGS=-v\n", "GOSUMDB")]
    [InlineData("GOFLAGS=-v\r\nGOSUMDB=off\r\n", "GOSUMDB")]
    [InlineData("\uFEFFGOINSECURE=*\n", "GOINSECURE")]
    [InlineData("GOFLAGS=-mod=mod -insecure\r\n", "GOFLAGS")]
    public void A_line_that_would_lower_a_protection_once_go_understands_it_is_left_to_the_user(string text, string key)
    {
        _scene.Home(".config/go/env", text);

        var found = _scene.Only(new GoEnvBytesCheck());

        Assert.Null(found.Mend);
        Assert.Contains($"look at `{key}` first", found.Hint);
    }

    [Theory]
    [InlineData("\uFEFFGOSUMDB=sum.golang.google.cn\nGOINSECURE=x.example\n")]
    [InlineData("GOSUMDB=off\nGOPROXY=https://goproxy.cn\r\n")]
    [InlineData("GOINSECURE=\r\nGOFLAGS=-v\r\n")]
    public void A_line_that_go_understands_already_or_that_lowers_nothing_does_not_keep_the_file_from_being_mended(string text)
    {
        _scene.Home(".config/go/env", text);

        Assert.NotNull(_scene.Only(new GoEnvBytesCheck()).Mend);
    }

    [Fact]
    public void A_file_that_cannot_be_parsed_is_not_mended()
    {
        _scene.Home(".config/go/env", "GOPRIVATE=corp.example\r\n<<<<<<< ours\n");

        Assert.Null(_scene.Finds(new GoEnvBytesCheck(), CheckStatus.Error, _scene.GoEnv, 1).Mend);
    }

    [Fact]
    public void A_file_in_UTF_16_is_an_error_that_nothing_of_ours_mends()
    {
        _scene.Scratch.Write("home/.config/go/env", [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes("GOPROXY=x\n")]);

        Assert.Null(_scene.Finds(new GoEnvBytesCheck(), CheckStatus.Error, _scene.GoEnv, 1).Mend);
    }

    [Theory]
    [InlineData(" GOPROXY=https://a.example")]
    [InlineData("export GOPROXY=https://a.example")]
    [InlineData("GOPROXY = https://a.example")]
    [InlineData("GOPROXY=\"https://a.example\"")]
    [InlineData("GOPROXY=https://a.example # mine")]
    [InlineData("GOPROXY=")]
    [InlineData("GOPRIVATE=a.example, b.example")]
    public void A_line_that_go_takes_otherwise_than_it_seems_is_an_error(string line)
    {
        _scene.Home(".config/go/env", $"GOFLAGS=-v\n{line}\n");

        _scene.Finds(new GoEnvLinesCheck(), CheckStatus.Error, _scene.GoEnv, 2);
    }

    [Theory]
    [InlineData("# GOPROXY = x\nGOPROXY=https://a.example , direct\nGOFLAGS=-v -x\n my note = 1\n")]
    [InlineData("GOPRIVATE=\nGOPRIVATE=a.example,b.example\r\n")]
    [InlineData("")]
    public void Lines_that_are_what_they_seem_are_well(string text)
    {
        _scene.Home(".config/go/env", text);

        _scene.IsWell(new GoEnvLinesCheck());
    }

    [Theory]
    [InlineData("1.19.8", 3)]
    [InlineData("1.25.9", 3)]
    [InlineData("1.25.10", 2)]
    [InlineData("1.25.12", 2)]
    [InlineData("1.25.13", 0)]
    [InlineData("1.26", 3)]
    [InlineData("1.26rc1", 3)]
    [InlineData("1.26.3", 2)]
    [InlineData("1.26.6", 0)]
    [InlineData("1.26.10", 0)]
    [InlineData("1.27.0", 0)]
    public void A_go_with_holes_in_its_checksums_is_told_which(string version, int holes)
    {
        _scene.Versions = [new ClientVersion("go", "go", version)];

        var found = _scene.Only(new GoChecksumCheck());

        Assert.Equal(holes == 0 ? CheckStatus.Ok : CheckStatus.Warning, found.Status);
        Assert.Equal(holes, found.Message.Split("CVE-").Length - 1);
    }

    [Fact]
    public void Without_go_or_its_answer_nothing_is_said_of_its_checksums()
    {
        _scene.IsWell(new GoChecksumCheck());
        _scene.Versions = [new ClientVersion("go", "go", null)];
        _scene.IsWell(new GoChecksumCheck());
        _scene.Versions = [new ClientVersion("go", "go", "devel")];
        _scene.IsWell(new GoChecksumCheck());
    }

    private static string Mended(CheckFinding found)
    {
        var edit = Assert.IsType<Mend.Edit>(found.Mend);
        return Encoding.UTF8.GetString(edit.Change(File.ReadAllBytes(edit.Path)).Span);
    }

    public void Dispose() => _scene.Dispose();
}
