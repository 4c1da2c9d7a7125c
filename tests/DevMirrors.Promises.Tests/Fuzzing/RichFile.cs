using System.Text;
using NuGet.Configuration;

namespace DevMirrors.Promises.Tests;

/// <summary>A file with a bit of everything that its format has.</summary>
/// <param name="Path">In a <see cref="Scene"/>.</param>
/// <param name="CanBeRefused">Every beginning of a go env file and of a .npmrc is one, too.</param>
internal sealed record RichFile(string Name, string Ecosystem, string Path, byte[] Bytes, bool CanBeRefused)
{
    private const string NuGetPath = "home/.nuget/NuGet/NuGet.Config";

    private static readonly string NuGetText = $"""
        <?xml version="1.0" encoding="ENCODING"?>
        <!-- mine: é 漢 -->
        <configuration>
          <?note kept ?>
          <packageSources>
            <add key="{NuGetConstants.FeedName}"   value='{NuGetConstants.V3FeedUrl}' protocolVersion="3" /> <!-- the feed -->
            <add value="https://other.example/?a=1&amp;b=&#x41;" key="feed"></add>
          </packageSources>
          <packageSourceMapping><packageSource key="feed"><package pattern="Corp.*" /></packageSource></packageSourceMapping>
          <config><![CDATA[ <add key="no" ]]></config>
        </configuration>

        """;

    public static readonly IReadOnlyList<RichFile> All =
    [
        new("go env", "go", "home/.config/go/env", Utf8("# mine: é\r\nGOFLAGS=-modcacherw\r\n\nGOPRIVATE=own.example,b.example\n GOPROXY=no\nGOPROXY=https://old.example|direct\nGOSUMDB=sum.golang.org\nGOPROXY=https://m.example\n"), false),
        new(".npmrc", "npm", "home/.npmrc", Utf8("\uFEFF; mine: é\r\nfund = false ; trailing\n//npm.example/:_authToken=${TOKEN}\nregistry = \"https://old.example/\" \n@corp:registry='https://corp.example/'\nca[]=\"a\\nb\"\n[section]\nregistry=https://no.example/\n"), false),
        new("NuGet.Config", "nuget", NuGetPath, Utf8(NuGetText.Replace("ENCODING", "utf-8").Replace("\n", "\r\n")), true),
        new("NuGet.Config as UTF-16", "nuget", NuGetPath, [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(NuGetText.Replace("ENCODING", "utf-16"))], true),
        new("NuGet.Config as UTF-16, big end first", "nuget", NuGetPath, [.. Encoding.BigEndianUnicode.Preamble, .. Encoding.BigEndianUnicode.GetBytes(NuGetText.Replace("ENCODING", "utf-16"))], true),
        new("daemon.json", "docker", "home/.config/docker/daemon.json", Utf8("{\n\t\"debug\": true,\r\n\t\"registry\\u002dmirrors\": [ \"https://old.example/\", \"https:\\/\\/m.example/\" ],\n  \"log-opts\": { \"tag\": \"é\\\"}\" , \"n\": [1, -2.5e+3, null] },\n\t\"insecure-registries\": []\n}\n"), true),
    ];

    public static RichFile Find(string name) => All.First(f => f.Name == name);

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);
}
