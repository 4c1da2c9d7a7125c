using System.Text;
using DevMirrors.Testing;

namespace DevMirrors.Config.Tests;

/// <summary>Our reader and the installed go must read the same from the same bytes.</summary>
public class RealGoTests
{
    private static readonly string[] Keys = ["GOPROXY", "GOPRIVATE"];

    // Written as Latin-1, so that a character is a byte.
    private static readonly string[] Files =
    [
        "GOPROXY=https://a.example\nGOPRIVATE=x.example,y.example\n",
        "GOPROXY=https://a.example\nGOPROXY=https://b.example\n",
        "GOPROXY=https://a.example",
        "GOPROXY=https://a.example\r\nGOPRIVATE=x.example\r\n",
        "GOPROXY=https://a.example\rGOPRIVATE=x.example\r",
        "\u00ef\u00bb\u00bfGOPROXY=https://a.example\nGOPRIVATE=x.example\n",
        "GOPROXY = https://a.example\nGOPRIVATE= x.example , y.example \n",
        " GOPROXY=https://a.example\n\tGOPRIVATE=x.example\n",
        "export GOPROXY=https://a.example\n#GOPRIVATE=x.example\n",
        "goproxy=https://a.example\nGOPRIVATEX=x.example\n",
        "GOPROXY=\"https://a.example\"\nGOPRIVATE='x.example'\n",
        "GOPROXY=https://a.example # comment\nGOPRIVATE=$HOME,${HOME},%HOME%\n",
        "GOPROXY=https://a.example/?x=y=z\nGOPRIVATE\n",
        "# caf\u00e9 \u00b4\u00fa\u00c0\u00ed\nGOPROXY=https://a.example\n\n\nGOPRIVATE=x\\.example\n",
        "GOPROXY\n=https://a.example\n=\n==\nGOPRIVATE=,x.example,,\n",
    ];

    [RealClientFact("go")]
    public async Task Go_reads_from_odd_files_what_we_read()
    {
        foreach (var file in Files)
        {
            using var scratch = new ScratchMachine();
            var bytes = Encoding.Latin1.GetBytes(file);
            scratch.Write("home/.config/go/env", bytes);

            Assert.Equal(file + "\n" + await Ask(scratch.Home), file + "\n" + Ours(bytes));
        }
    }

    [RealClientFact("go")]
    public async Task Go_reads_what_we_write_into_an_odd_file()
    {
        foreach (var file in Files)
        {
            using var scratch = new ScratchMachine();
            var after = new GoEnvDocument(Encoding.Latin1.GetBytes(file))
                .Set("GOPROXY", new SettingValue("https://goproxy.example,direct"))
                .Set("GOPRIVATE", new SettingValue("git.corp.example", "*.lab.example"));
            scratch.Write("home/.config/go/env", after.Bytes.ToArray());

            Assert.Equal("https://goproxy.example,direct\ngit.corp.example,*.lab.example\n", await Ask(scratch.Home));
        }
    }

    [RealClientFact("go")]
    public async Task Go_finds_its_file_where_we_do()
    {
        using var scratch = new ScratchMachine();
        foreach (var (name, value) in new[] { ("XDG_CONFIG_HOME", $"{scratch.Home}/xdg"), ("GOENV", $"{scratch.Home}/own") })
        {
            scratch.Set(name, value);
            var answer = await Client.Run("go", ["env", "GOENV"], scratch.Home, environment: scratch.Machine.Environment);
            Assert.Equal(answer.Text, GoFiles.User(scratch.Machine, new DiagnosticBag()));
        }
    }

    private static string Ours(byte[] bytes)
    {
        var document = new GoEnvDocument(bytes);
        string[] defaults = [GoProxyList.Default, ""];
        return string.Concat(Keys.Zip(defaults, (key, otherwise) => (document.Find(key)?.Value.Text ?? otherwise) + "\n"));
    }

    private static async Task<string> Ask(string home) => (await Client.Run("go", ["env", .. Keys], home)).Output;
}
