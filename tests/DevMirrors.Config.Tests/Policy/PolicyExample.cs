using System.Text;

namespace DevMirrors.Config.Tests;

internal static class PolicyExample
{
    public const string Text = """
        # yaml-language-server: $schema=./mirrors.schema.json
        version: 1

        regions:                                 # the first that matches, in this order
          cn:
            when:
              timezone: [Asia/Shanghai, Asia/Urumqi]
              env: { AWS_REGION: cn-* }
            go: [goproxy-cn, aliyun, direct]
            npm: npmmirror
            nuget: huawei
            docker: [daocloud, 1ms]              # Docker Hub
            images: { mcr.microsoft.com: daocloud-mcr }   # other registries
          global:
            default: true
            go: [upstream, direct]
            npm: upstream
            nuget: upstream
            docker: upstream

        private:
          go: { git.corp.example: direct }
          npm: { "@corp": corp-npm }
          nuget: { "Corp.*": { cn: corp-nuget-sh, default: corp-nuget } }

        mirrors:
          corp-npm:      { ecosystem: npm,   url: https://npm.corp.example/repository/npm/, private: true, auth: { token-env: CORP_TOKEN } }
          corp-nuget:    { ecosystem: nuget, url: https://nuget.corp.example/v3/index.json, private: true }
          corp-nuget-sh: { ecosystem: nuget, url: https://nuget.sh.corp.example/v3/index.json, private: true }
        """;

    public static (Policy? Policy, DiagnosticBag Found) Parse(string text) => Parse(Encoding.UTF8.GetBytes(text));

    public static (Policy? Policy, DiagnosticBag Found) Parse(byte[] bytes)
    {
        var found = new DiagnosticBag();
        return (PolicyFile.Parse("mirrors.yaml", bytes, found), found);
    }
}
