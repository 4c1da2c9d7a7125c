using DevMirrors.Testing;

namespace DevMirrors.Promises.Tests;

/// <summary>Every kind of place where a client keeps a secret, or where a person puts one.</summary>
internal static class CanaryScenes
{
    public static readonly IReadOnlyList<(string Name, Action<CanaryScene> Plant)> All =
    [
        ("npm, host-keyed", s => s.InHome(".npmrc", $"""
            //npm.corp.example/:_authToken={s.At("_authToken")}
            //npm.corp.example/:username={s.At("username")}
            registry=https://me:{s.At("registry's user part")}@old.example/npm/?sig={s.At("registry's query")}#{s.At("fragment")} ; {s.At("comment behind a value")}
            //npm.corp.example/:_password={s.At("_password")}
            //npm.corp.example/npm/:_auth = "{s.At("quoted _auth")}"
            //other.example/:_authToken='{s.At("_authToken in single quotes")}'
            """)),
        ("npm, an address with white space", s => s.InHome(".npmrc", $"registry=https://user:{s.At("before a space")} {s.At("after it")}@old.example/npm/\n@corp:registry=https://user:a<{s.At("after a bracket")}@old.example/\n")),
        ("npm, addresses as a browser takes them", s => s.InHome(".npmrc", $"registry=https:user:{s.At("without slashes")}@old.example/npm/\n@corp:registry=https:////{s.At("four slashes")}@old.example/\n")),
        ("npm, a name and a part of an address in a variable", s =>
        {
            s.Environment["FEED_TOKEN"] = s.At("FEED_TOKEN");
            s.InHome(".npmrc", "registry=https://npm.old.example/${FEED_TOKEN}/npm/\n@corp:registry=${FEED_TOKEN}\n");
            s.InHome(".nuget/NuGet/NuGet.Config", "<configuration><packageSources><add key=\"nuget.org\" value=\"https://nuget.old.example/%FEED_TOKEN%/v3/index.json\" /></packageSources></configuration>");
            s.More.Add(["doctor"]);
        }),
        ("npm, files of other clients", s =>
        {
            s.InRepository("bunfig.toml", $"[install]\nregistry = \"https://user:{s.At("bunfig, before a quote")}'x@old.example/\"\n");
            s.InRepository(".yarnrc.yml", $"npmRegistryServer: \"https://user:{s.At("yarnrc, before a quote")}'x@old.example/\"\n");
            s.InRepository("pnpm-workspace.yaml", $"registry: \"https://user:{s.At("pnpm, before a quote")}'x@old.example/\"\n");
            s.InRepository(".env", $"NPM_CONFIG_TOKEN={s.At(".env")}\n");
            s.More.Add(["doctor"]);
        }),
        ("go, addresses without a scheme", s => s.InHome(".config/go/env", $"GOPROXY=user:{s.At("before a colon")}:x@go.old.example,{s.At("user alone")}@go.old.example/x,user:p@{s.At("behind an @")}@go.old.example\n")),
        ("NuGet, addresses of an odd form", s => s.InHome(".nuget/NuGet/NuGet.Config", $"""
            <configuration>
              <packageSources>
                <add key="nuget.org" value="https://user:{s.At("before a space")} {s.At("after it")}@old.example/v3/index.json" />
                <add key="a" value="https://user:{s.At("before a bracket")}&lt;{s.At("after it")}@old.example/v3/index.json" />
                <add key="b" value="https://user:{s.At("before a line")}&#10;{s.At("after it")}@old.example/v3/index.json" />
                <add key="c" value="https://user:{s.At("before a real line")}
            {s.At("after it")}@old.example/v3/index.json" />
              </packageSources>
            </configuration>
            """)),
        ("npm, certificates without a host", s => s.InHome(".npmrc", $"""
            key="-----BEGIN PRIVATE KEY-----\n{s.At("key")}\n-----END PRIVATE KEY-----"
            registry=https://old.example/npm/
            otp={s.At("otp")}
            """)),
        ("npm, certificates and people", s => s.InHome(".npmrc", $"""
            //npm.corp.example/:keyfile=/home/me/{s.At("keyfile")}.pem
            email={s.At("email")}
            registry=https://old.example/npm/
            ca[]="{s.At("ca")}"
            cafile={s.At("cafile")}
            """)),
        ("npm, comments and unknown keys", s => s.InHome(".npmrc", $"""
            ; the old one was {s.At("comment")}
            # {s.At("hash comment")}
            my-thing = {s.At("unknown key")}
            registry=https://old.example/npm/
            {s.At("key without a value")}
            {s.At("the key itself")}=x
            long={new string('x', 3000)} {s.At("in a long line")} {new string('y', 3000)}
            """)),
        ("npm, scopes and proxies", s => s.InHome(".npmrc", $"""
            proxy=http://me:{s.At("proxy")}@proxy.example:8080/
            https-proxy="http://me:{s.At("https-proxy")}@proxy.example:8080/"
            noproxy={s.At("noproxy")}
            @corp:registry=https://me:{s.At("a scope's user part")}@npm.old.example/
            registry=https://{s.At("a registry's user without a password")}@old.example/npm/
            [section]
            secret={s.At("below a section")}
            """)),
        ("npm, bound to no host", s => s.InHome(".npmrc", $"""
            registry=https://old.example/npm/
            _auth={s.At("_auth")}
            _authToken={s.At("_authToken")}
            _password={s.At("_password")}
            username={s.At("username")}
            always-auth=true
            """)),
        ("npm, damaged", s => s.InHome(".npmrc", $"""
            registry=https://old.example/npm/
            <<<<<<< {s.At("a merge's mark")}
            //npm.corp.example/:_authToken={s.At("in a merge")}
            """)),
        ("npm, damaged in the line of the secret", s => s.InHome(".npmrc", $"registry=https://old.example/npm/\n//npm.corp.example/:_authToken={s.At("after a zero byte")}\0{s.At("before")}\n")),
        ("go", s => s.InHome(".config/go/env", $"""
            # {s.At("comment")}
            GOAUTH=sh -c "echo {s.At("GOAUTH")}"
            GOFLAGS=-ldflags=-X=main.token={s.At("GOFLAGS")}
            GOPROXY=https://me:{s.At("GOPROXY")}@go.old.example|https://go.older.example/?key={s.At("GOPROXY's query")},direct
            GOINSECURE={s.At("GOINSECURE")}
            GOPRIVATE=https://me:{s.At("GOPRIVATE")}@git.example
            """)),
        ("go, other keys", s => s.InHome(".config/go/env", $"""
            CGO_CFLAGS=-DSECRET={s.At("CGO_CFLAGS")}
            GOVCS={s.At("GOVCS")}
            MY_SECRET={s.At("unknown key")}
            GOPROXY=https://go.old.example
            GOSUMDB=sum.golang.org+{s.At("GOSUMDB")} https://me:{s.At("GOSUMDB's address")}@sum.example
            {s.At("a line that is none")}
            """)),
        ("go, damaged", s => s.InHome(".config/go/env", $"GOPROXY=https://go.old.example\nGOAUTH={s.At("after a zero byte")}\0{s.At("before")}\n")),
        ("NuGet", s => s.InHome(".nuget/NuGet/NuGet.Config", $"""
            <configuration>
              <!-- {s.At("comment")} -->
              <packageSources>
                <add key="nuget.org" value="https://me:{s.At("source's user part")}@old.example/v3/index.json?sig={s.At("source's query")}" />
                <add key="corp feed" value="https://x:{s.At("another source")}@nuget.corp.example/v3/index.json" />
              </packageSources>
              <packageSourceCredentials>
                <corp_x0020_feed><add key="Username" value="{s.At("Username")}" /><add key="ClearTextPassword" value="{s.At("ClearTextPassword")}" /></corp_x0020_feed>
              </packageSourceCredentials>
            </configuration>
            """)),
        ("NuGet, keys and certificates", s => s.InHome(".nuget/NuGet/NuGet.Config", $"""
            <configuration>
              <apikeys><add key="https://old.example/v3/index.json" value="{s.At("apikey")}" /></apikeys>
              <config><add key="http_proxy.password" value="{s.At("http_proxy.password")}" /><add key="http_proxy" value="http://me:{s.At("http_proxy")}@proxy.example" /></config>
              <packageSources><add key="nuget.org" value="https://old.example/v3/index.json" /></packageSources>
              <clientCertificates><fileCert packageSource="corp" path="{s.At("certificate's path")}" clearTextPassword="{s.At("certificate's password")}" password="{s.At("encrypted")}" /></clientCertificates>
              <custom>{s.At("text")}<add value="{s.At("value before key")}" key="Password" /></custom>
              <packageSourceCredentials><corp><add key='Password' value='{s.At("Password")}' /><add key="ValidAuthenticationTypes" value="{s.At("types")}" /></corp></packageSourceCredentials>
            </configuration>
            """)),
        ("NuGet, on one line", s => s.InHome(".nuget/NuGet/NuGet.Config",
            $"""<configuration><!--{s.At("comment")}--><packageSources><add key="nuget.org" value="https://old.example/v3/index.json" /></packageSources><packageSourceCredentials><corp><add key="Username" value="{s.At("Username")}"/><add key="ClearTextPassword" value="{s.At("ClearTextPassword")}"/></corp></packageSourceCredentials><apikeys><add key="x" value="{s.At("apikey")}"/></apikeys></configuration>""")),
        ("NuGet, keyed by the source that would change", s => s.InHome(".nuget/NuGet/NuGet.Config", $"""
            <configuration>
              <packageSources><add key="nuget.org" value="https://old.example/v3/index.json" /></packageSources>
              <packageSourceCredentials><NuGet_x002E_Org><add key="Username" value="{s.At("Username")}" /><add key="ClearTextPassword" value="{s.At("ClearTextPassword")}" /></NuGet_x002E_Org></packageSourceCredentials>
            </configuration>
            """)),
        ("NuGet, damaged in an attribute", s => s.InHome(".nuget/NuGet/NuGet.Config", $"<configuration>\n<packageSourceCredentials><corp><add key=\"Password\" value=\"{s.At("open quote")} /></corp></packageSourceCredentials>\n</configuration>")),
        ("NuGet, damaged by an entity", s => s.InHome(".nuget/NuGet/NuGet.Config", $"<configuration>\n<packageSourceCredentials><corp><add key=\"Password\" value=\"a&{s.At("entity")};b\" /></corp></packageSourceCredentials>\n</configuration>")),
        ("NuGet, damaged by an element", s => s.InHome(".nuget/NuGet/NuGet.Config", $"<configuration>\n<packageSourceCredentials><{s.At("element")}></corp></packageSourceCredentials>\n</configuration>")),
        ("NuGet, damaged in the root", s => s.InHome(".nuget/NuGet/NuGet.Config", $"<{s.At("root")}><packageSources /></{Canary.Stem}Aa>")),
        ("NuGet, a document type", s => s.InHome(".nuget/NuGet/NuGet.Config", $"<!DOCTYPE {s.At("document type")} [ <!ENTITY a \"{s.At("its entity")}\"> ]><configuration>&a;</configuration>")),
        ("Docker's daemon", s => s.InHome(".config/docker/daemon.json", $$"""
            {
              "proxies": { "http-proxy": "http://me:{{s.At("proxies")}}@proxy.example", "https-proxy": "{{s.At("https-proxy")}}" },
              "log-opts": { "splunk-token": "{{s.At("splunk-token")}}", "env": "{{s.At("an option")}}" },
              "registry-mirrors": ["https://me:{{s.At("mirror's user part")}}@old.example", "https://older.example/?k={{s.At("mirror's query")}}"],
              "labels": ["secret={{s.At("label")}}", "{{s.At("bare label")}}"],
              "{{s.At("a key")}}": "{{s.At("unknown key")}}"
            }
            """)),
        ("Docker's daemon, on one line", s => s.InHome(".config/docker/daemon.json",
            $$"""{"proxies":{"http-proxy":"http://me:{{s.At("proxies")}}@proxy.example"},"log-opts":{"splunk-token":"{{s.At("splunk-token")}}"},"registry-mirrors":["https://old.example"],"x":"{{s.At("unknown key")}}"}""")),
        ("Docker's daemon, damaged by a word", s => s.InHome(".config/docker/daemon.json", $$"""{ "registry-mirrors": ["https://old.example"], "x": {{s.At("a bare word")}} }""")),
        ("Docker's daemon, damaged by a double key", s => s.InHome(".config/docker/daemon.json", $$"""{ "{{s.At("key")}}": 1, "{{Canary.Stem}}Ab": "{{s.At("value")}}", "{{Canary.Stem}}Ab": 2 }""")),
        ("Docker's daemon, damaged by a type", s => s.InHome(".config/docker/daemon.json", $$"""{ "registry-mirrors": "https://me:{{s.At("a text for a list")}}@old.example" }""")),
        ("Docker's daemon, cut off", s => s.InHome(".config/docker/daemon.json", $$"""{ "registry-mirrors": ["https://me:{{s.At("cut off")}}""")),
        ("files beside ours", s =>
        {
            s.InHome(".docker/config.json", $$"""{ "auths": { "https://index.docker.io/v1/": { "auth": "{{s.At("auth")}}", "identitytoken": "{{s.At("identitytoken")}}" } }, "HttpHeaders": { "X": "{{s.At("header")}}" } }""");
            s.InHome(".bunfig.toml", $"[install]\nregistry = {{ url = \"https://old.example/\", token = \"{s.At("bunfig token")}\" }}\n");
            s.InHome(".yarnrc.yml", $"npmAuthToken: {s.At("npmAuthToken")}\nnpmAuthIdent: \"me:{s.At("npmAuthIdent")}\"\n");
            s.InHome(".yarnrc", $"\"//old.example/:_authToken\" \"{s.At("yarnrc")}\"\n");
            s.InHome(".config/pnpm/rc", $"//old.example/:_authToken={s.At("pnpm rc")}\n");
            s.InHome(".config/pnpm/auth.ini", $"//old.example/:_authToken={s.At("pnpm auth.ini")}\n");
            s.InHome(".netrc", $"machine go.mirror.example login me password {s.At(".netrc")}\n");
            s.InHome(".git-credentials", $"https://me:{s.At(".git-credentials")}@git.corp.example\n");
            s.InHome(".gitconfig", $"[http \"https://git.corp.example\"]\n  extraHeader = Authorization: Basic {s.At(".gitconfig")}\n");
            s.InHome(".npmrc", "registry=https://old.example/\n");
        }),
        ("variables", s =>
        {
            s.Environment["npm_config_registry"] = $"https://me:{s.At("npm_config_registry")}@old.example/?sig={s.At("its query")}";
            s.Environment["npm_config_//old.example/:_authToken"] = s.At("npm_config_…:_authToken");
            s.Environment["npm_config_@corp:registry"] = $"https://me:{s.At("a scope's variable")}@old.example/";
            s.Environment["GOPROXY"] = $"https://me:{s.At("GOPROXY")}@go.old.example,direct";
            s.Environment["GOAUTH"] = s.At("GOAUTH");
            s.Environment["NuGetPackageSourceCredentials_corp"] = $"Username=me;Password={s.At("NuGetPackageSourceCredentials")}";
            s.Environment["VSS_NUGET_EXTERNAL_FEED_ENDPOINTS"] = $$"""{"endpointCredentials":[{"endpoint":"https://old.example/v3/index.json","username":"me","password":"{{s.At("VSS_NUGET_EXTERNAL_FEED_ENDPOINTS")}}"}]}""";
            s.Environment["HTTP_PROXY"] = $"http://me:{s.At("HTTP_PROXY")}@127.0.0.1:9";
            s.Environment["ALL_PROXY"] = $"http://me:{s.At("ALL_PROXY")}@127.0.0.1:9";
            s.Environment["RestoreSources"] = $"https://me:{s.At("RestoreSources")}@old.example/v3/index.json";
            s.Environment["NODE_AUTH_TOKEN"] = s.At("NODE_AUTH_TOKEN");
        }),
        ("variables that are bound to no host", s =>
        {
            s.Environment["NPM_CONFIG__AUTHTOKEN"] = s.At("NPM_CONFIG__AUTHTOKEN");
            s.Environment["npm_config__auth"] = s.At("npm_config__auth");
            s.Environment["YARN_NPM_AUTH_TOKEN"] = s.At("YARN_NPM_AUTH_TOKEN");
            s.Environment["BUN_CONFIG_TOKEN"] = s.At("BUN_CONFIG_TOKEN");
            s.Environment["NuGetPackageSourceCredentials_nuget.org"] = $"Username=me;Password={s.At("NuGetPackageSourceCredentials_nuget.org")}";
        }),
        ("variables that are wrong", s =>
        {
            s.Environment["DEVMIRRORS_POLICY"] = $"https://me:{s.At("DEVMIRRORS_POLICY")}@old.example/mirrors.yaml";
            s.Environment["DOCKER_HOST"] = $"tcp://me:{s.At("DOCKER_HOST")}@old.example:2375";
        }),
        ("the repository's files", s =>
        {
            s.InRepository(".npmrc", $"# {s.At(".npmrc comment")}\n//npm.corp.example/:_authToken={s.At(".npmrc token")}\n@corp:registry=https://me:{s.At(".npmrc scope")}@old.example/\n");
            s.InRepository("nuget.config", $"""
                <configuration>
                  <packageSources><add key="corp" value="https://me:{s.At("nuget.config source")}@old.example/v3/index.json" /></packageSources>
                  <packageSourceCredentials><corp><add key="ClearTextPassword" value="{s.At("nuget.config password")}" /></corp></packageSourceCredentials>
                </configuration>
                """);
        }),
        ("own state, damaged", s =>
        {
            foreach (var file in new[] { ".local/state/devmirrors/journal.json", ".local/state/devmirrors/trust.json", ".local/state/devmirrors/pending.json", ".cache/devmirrors/verdicts.json" })
                s.InHome(file, $$"""{ "format": 1, "{{s.At(file)}}": {{s.At(file)}}""");
        }),
        ("the command line", s => s.More.AddRange(
        [
            ["plan", "--policy", $"https://me:{s.At("--policy")}@old.example/mirrors.yaml"],
            ["probe", "--via", $"npm:x=https://me:{s.At("--via")}@old.example/"],
            ["plan", $"--npm-token={s.At("an unknown option")}"],
            ["plan", $"https://me:{s.At("an argument")}@old.example/"],
            ["exec", "--", $"https://me:{s.At("a command")}@old.example/"],
        ])),
    ];

    public static CanaryScene Make((string Name, Action<CanaryScene> Plant) kind)
    {
        var scene = new CanaryScene(kind.Name);
        scene.World.Policy(CanaryScene.Policy);
        kind.Plant(scene);
        return scene;
    }
}
