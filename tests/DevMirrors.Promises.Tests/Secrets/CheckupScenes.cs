namespace DevMirrors.Promises.Tests;

/// <summary>Secrets in what `doctor` reads and nobody else: lockfiles, the files of further clients, where packages came from, what clients print.</summary>
internal static class CheckupScenes
{
    public static readonly IReadOnlyList<(string Name, Action<CanaryScene> Plant)> All =
    [
        ("lockfiles of npm and Yarn", s =>
        {
            foreach (var file in new[] { "package-lock.json", "web/npm-shrinkwrap.json" })
                s.InRepository(file, $$"""
                    { "lockfileVersion": 3, "packages": { "node_modules/a": { "resolved": "{{Address(s, $"{file}: dead", "registry.npm.taobao.org/a/-/a-1.0.0.tgz")}}" },
                      "node_modules/b": { "resolved": "{{Address(s, $"{file}: live", "registry.npmmirror.com/b/-/b-1.0.0.tgz")}}", "{{s.At($"{file}: a key")}}": true } } }
                    """);
            s.InRepository("yarn.lock", $"""
                a@1:
                  version "1.0.0"
                  resolved "{Address(s, "yarn.lock: dead", "r.cnpmjs.org/a/-/a-1.0.0.tgz")}#{s.At("yarn.lock: hash")}"
                """);
            s.InRepository("berry/yarn.lock", $"\"a@npm:1\":\n  resolution: \"a@npm:1.0.0::__archiveUrl={Uri.EscapeDataString(Address(s, "yarn.lock: percent", "registry.npmmirror.com/a/-/a-1.0.0.tgz"))}\"\n");
        }),
        ("lockfiles of others", s =>
        {
            s.InRepository("pnpm-lock.yaml", $"packages:\n  a@1.0.0:\n    resolution: {{tarball: {Address(s, "pnpm-lock.yaml", "registry.npm.taobao.org/a/-/a-1.0.0.tgz")}}}\n");
            s.InRepository("bun.lock", $$"""{ "packages": { "a": ["a@1.0.0", "{{Address(s, "bun.lock", "registry.npmmirror.com/a/-/a-1.0.0.tgz")}}"] } }""");
            s.InRepository("packages.lock.json", $$"""{ "version": 1, "x": "{{Address(s, "packages.lock.json", "mirrors.huaweicloud.com/repository/nuget/v3/index.json")}}" }""");
            s.InRepository("damaged/package-lock.json", $"{{ \"resolved\": \"//registry.npm.taobao.org/{s.At("a damaged lockfile")}\0\n");
        }),
        ("other clients' registries", s =>
        {
            s.InRepository("bunfig.toml", $"[install]\nregistry = {{ url = \"{Address(s, "bunfig.toml", "old.example/npm/")}\", token = \"{s.At("bunfig.toml token")}\" }}\n");
            s.InHome(".bunfig.toml", $"install.registry = \"{Address(s, ".bunfig.toml", "registry.npm.taobao.org/")}\"\n");
            s.InRepository(".yarnrc.yml", $"npmRegistryServer: \"{Address(s, ".yarnrc.yml", "old.example/npm/")}\"\nnpmAuthToken: {s.At(".yarnrc.yml token")}\n");
            s.InHome(".yarnrc.yml", $"npmRegistryServer: {Address(s, "~/.yarnrc.yml", "old.example/npm/")}\n");
            s.InRepository(".yarnrc", $"registry \"{Address(s, ".yarnrc", "old.example/npm/")}\"\n");
            s.InHome(".yarnrc", $"registry {Address(s, "~/.yarnrc", "old.example/npm/")}\n\"//old.example/:_authToken\" {s.At("~/.yarnrc token")}\n");
            s.InRepository("pnpm-workspace.yaml", $"registry: {Address(s, "pnpm-workspace.yaml", "old.example/npm/")}\n");
            s.InHome(".config/pnpm/config.yaml", $"registries:\n  default: {Address(s, "pnpm's config.yaml", "old.example/npm/")}\n");
        }),
        ("what doctor mends", s =>
        {
            s.InHome(".config/go/env", $"\uFEFFGOPROXY={Address(s, "GOPROXY", "go.old.example")}\r\nGOAUTH={s.At("GOAUTH")}\r\nGOPRIVATE=https://me:{s.At("GOPRIVATE")}@git.example\r\n{s.At("a line that is none")}\r\n");
            s.InHome(".npmrc", $"@corp:registry=\n//npm.corp.example/:_authToken={s.At("_authToken")}\nreplace-registry-host=always\nregistry={Address(s, "registry", "registry.npm.taobao.org/")}\n; {s.At("comment")}\n");
            s.InHome(".nuget/NuGet/NuGet.Config", $"""
                <configuration>
                  <packageSources><add key="a" value="{Address(s, "first sources", "old.example/v3/index.json")}" /></packageSources>
                  <packageSources><add key="b" value="{Address(s, "second sources", "older.example/v3/index.json")}" /></packageSources>
                  <packageSourceCredentials><a><add key="ClearTextPassword" value="{s.At("ClearTextPassword")}" /></a></packageSourceCredentials>
                </configuration>
                """);
            s.InRepository("NuGet.config", $"<configuration><!-- {s.At("an ignored file")} --><packageSources><add key=\"c\" value=\"{Address(s, "an ignored file's source", "old.example/v3/index.json")}\" /></packageSources></configuration>");
        }),
        ("where packages came from", s =>
        {
            foreach (var (id, version) in new[] { ("a", "1.0.0"), ("b", "2.0.0"), ("corp.secret", "1.0.0") })
                s.InHome($".nuget/packages/{id}/{version}/.nupkg.metadata", $$"""{ "version": 2, "contentHash": "x", "source": "{{Address(s, $"source of {id}", "old.example/v3/index.json")}}" }""");
            s.InHome(".nuget/packages/damaged/1.0.0/.nupkg.metadata", $$"""{ "source": "{{Address(s, "damaged metadata", "old.example/v3/index.json")}}" """);
            s.InRepository("obj/project.assets.json", $$"""{ "project": { "restore": { "sources": { "{{Address(s, "project.assets.json", "old.example/v3/index.json")}}": {} } } } }""");
        }),
        ("podman's registries", s =>
        {
            s.InHome(".config/containers/registries.conf", $"[[registry]]\nprefix = \"docker.io\"\nlocation = \"{Address(s, "location", "old.example")}\"\n");
            s.InHome(".config/containers/registries.conf.d/a.conf", $"[[registry]]\nlocation = \"x\n{s.At("in a damaged file")} = \"{s.At("its value")}\n");
            s.InHome(".config/containers/registries.conf.d/b.conf", $"[registries.search]\nregistries = [\"https://me:{s.At("first version")}@old.example\"]\n");
            s.InHome(".config/containers/auth.json", $$"""{ "auths": { "docker.io": { "auth": "{{s.At("auth.json")}}" } } }""");
        }),
        ("clients that say what they know", s =>
        {
            s.Environment["PATH"] = Path.Combine(s.World.Folder, "clients");
            foreach (var client in new[] { "go", "npm", "pnpm", "yarn", "bun", "dotnet", "docker" })
                s.World.Write(Path.Combine(s.World.Folder, "clients", client), $"""
                    #!/bin/sh
                    case "$*" in
                      *clean*|*prune*|*clear*|*rm*) echo "cleaned {Address(s, $"{client} on standard output", "old.example/npm/")}"; echo "error: 401 for {Address(s, $"{client} on standard error", "old.example/npm/")} password={s.At($"{client}'s password")}" >&2; exit 1;;
                      *version*) echo "1.22.3 ({Address(s, $"{client}'s version", "old.example/npm/")})";;
                      *) echo "{Address(s, $"{client}'s answer", "old.example/npm/")}"; exit 1;;
                    esac
                    """, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }),
        ("proxies and registries in variables", s =>
        {
            foreach (var name in new[] { "http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY" })
                s.Environment[name] = $"http://me:{s.At(name)}@127.0.0.1:9/?k={s.At($"{name}'s query")}";
            foreach (var name in new[] { "npm_config_registry", "NPM_CONFIG_REGISTRY", "YARN_NPM_REGISTRY_SERVER", "BUN_CONFIG_REGISTRY", "npm_config_https_proxy", "GOPROXY", "GONOPROXY", "GOSUMDB" })
                s.Environment[name] = Address(s, name, "old.example/npm/");
            s.Environment["NUGET_PACKAGES"] = Path.Combine(s.World.Home, "packages");
            s.InHome("packages/a/1.0.0/.nupkg.metadata", $$"""{ "source": "{{Address(s, "NUGET_PACKAGES", "old.example/v3/index.json")}}" }""");
        }),
    ];

    /// <summary>Files of the machine, which take a mount namespace: containerd's and Docker's hosts.toml, everybody's registries.conf and daemon.json.</summary>
    public static void PlantMachine(CanaryScene s)
    {
        s.OnMachine("etc/containerd/certs.d/docker.io/hosts.toml", $"""
            server = "{Address(s, "hosts.toml: server", "old.example")}"
            [host."{Address(s, "hosts.toml: host", "old.example")}"]
              capabilities = ["pull", "push-me"]
              skip_verify = "{s.At("hosts.toml: skip_verify")}"
              [host."https://old.example".header]
                Authorization = ["Basic {s.At("hosts.toml: header")}"]
            """);
        s.OnMachine("etc/containerd/certs.d/quay.io/hosts.toml", $"server = \"{Address(s, "hosts.toml alone", "old.example")}\"\n");
        s.OnMachine("etc/docker/certs.d/docker.io/hosts.toml", $"[host.\"https://me:{s.At("damaged hosts.toml")}\n{s.At("its key")} = {s.At("its value")}\n");
        s.OnMachine("etc/docker/certs.d/ghcr.io/hosts.toml", $"[host.\"https://old.example\".header]\nauthorization = {s.At("hosts.toml: a header without quotes")}\n");
        var twice = s.At("hosts.toml: a key twice");
        s.OnMachine("etc/docker/certs.d/gcr.io/hosts.toml", $"a = 1\n{twice} = 1\n{twice} = 1\n");
        s.OnMachine("etc/containers/registries.conf.d/a.conf", $"x-api-key = {s.At("registries.conf.d: a value without quotes")}\n");
        s.OnMachine("etc/containers/registries.conf", $"[[registry]]\nlocation = \"{Address(s, "registries.conf", "old.example")}\"\n");
        s.OnMachine("etc/docker/daemon.json", $$"""{ "registry-mirrors": ["{{Address(s, "daemon.json", "docker.nju.edu.cn")}}"], "proxies": { "https-proxy": "http://me:{{s.At("daemon.json: proxy")}}@proxy.example" } }""");
        s.OnMachine("etc/default/docker", $"DOCKER_OPTS=\"--registry-mirror={Address(s, "/etc/default/docker", "old.example")}\"\n");
    }

    /// <summary>An address that holds secrets in each place where an address can: user part, a token as a part of the path, query.</summary>
    private static string Address(CanaryScene s, string place, string rest)
    {
        var slash = rest.IndexOf('/');
        var (host, path) = slash < 0 ? (rest, "") : (rest[..slash], rest[slash..]);
        return $"https://me:{s.At($"{place}, user part")}@{host}/7f{s.At($"{place}, path")}0b9{path}?sig={s.At($"{place}, query")}";
    }
}
