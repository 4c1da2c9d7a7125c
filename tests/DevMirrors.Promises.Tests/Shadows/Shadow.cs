using DevMirrors.Testing;

namespace DevMirrors.Promises.Tests;

/// <summary>Something that could keep a client from using what apply writes. In its texts <c>{home}</c> and <c>{repo}</c> stand for the folders.</summary>
/// <param name="Ask">What the client is asked, in the repository.</param>
/// <param name="By">What is reported to override the file that we write; null where apply follows the client, and nothing does.</param>
internal sealed record Shadow(string Name, string Only, string Setting, string Ask, string? By)
{
    private const string Listed = "dotnet nuget list source --format detailed";
    private static readonly string Key = global::NuGet.Configuration.NuGetConstants.FeedName;

    public string Region { get; init; } = "here";

    /// <summary>Variable and value.</summary>
    public (string Name, string Value)? Variable { get; init; }

    /// <summary>Files that are there before: path and text.</summary>
    public (string Path, string Text)[] Files { get; init; } = [];

    public static readonly IReadOnlyList<Shadow> All =
    [
        Go("a variable", "environment variable GOPROXY") with { Variable = ("GOPROXY", "https://mine.example") },
        Go("GOENV switched off", "environment variable GOENV") with { Variable = ("GOENV", "off") },
        Go("GOENV elsewhere", null) with { Variable = ("GOENV", "{home}/elsewhere") },
        Go("XDG_CONFIG_HOME elsewhere", null) with { Variable = ("XDG_CONFIG_HOME", "{home}/elsewhere") },
        Go("GOFLAGS", null) with { Variable = ("GOFLAGS", "-mod=mod") },
        Go("a variable, where the default is wanted", "environment variable GOPROXY") with { Region = "plain", Variable = ("GOPROXY", "https://goproxy.cn") },
        Npm("a variable", "environment variable npm_config_registry") with { Variable = ("npm_config_registry", "https://mine.example/") },
        Npm("a variable in capitals", "environment variable NPM_CONFIG_REGISTRY") with { Variable = ("NPM_CONFIG_REGISTRY", "https://mine.example/") },
        Npm("the project's file", "{repo}/.npmrc:2") with { Files = [("{repo}/package.json", "{}"), ("{repo}/.npmrc", "; team\nregistry=https://mine.example/\n")] },
        Npm("the project's file names a scope", "{repo}/.npmrc:1", "@corp:registry") with { Files = [("{repo}/package.json", "{}"), ("{repo}/.npmrc", "@corp:registry=https://mine.example/\n")] },
        Npm("everybody's file", null) with { Files = [("{home}/global-npmrc", "registry=https://mine.example/\n")] },
        Npm("a mirror in everybody's file, where the default is wanted", "{home}/global-npmrc:1") with
            { Region = "plain", Files = [("{home}/global-npmrc", "registry=https://registry.npmmirror.com/\n")] },
        Npm("somebody's own registry in everybody's file, where the default is wanted", null) with { Region = "plain", Files = [("{home}/global-npmrc", "registry=https://mine.example/\n")] },
        Npm("NPM_CONFIG_USERCONFIG elsewhere", null) with { Variable = ("NPM_CONFIG_USERCONFIG", "{home}/elsewhere") },
        NuGet("a nearer clear", "{repo}/nuget.config:1") with
            { Files = [("{repo}/nuget.config", """<configuration><packageSources><clear /><add key="near" value="https://mine.example/v3/index.json" /></packageSources></configuration>""")] },
        NuGet("a nearer source of this name", "{repo}/nuget.config:1") with
            { Files = [("{repo}/nuget.config", $"""<configuration><packageSources><add key="{Key}" value="https://mine.example/v3/index.json" /></packageSources></configuration>""")] },
        NuGet("switched off nearer", "{repo}/nuget.config:1") with
            { Files = [("{repo}/nuget.config", $"""<configuration><disabledPackageSources><add key="{Key}" value="true" /></disabledPackageSources></configuration>""")] },
        NuGet("a variable of MSBuild's", "environment variable RestoreSources") with
        {
            Ask = "dotnet msbuild A.csproj -getProperty:RestoreSources", Variable = ("RestoreSources", "https://mine.example/v3/index.json"),
            Files = [("{repo}/A.csproj", """<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>""")],
        },
        NuGet("another file only", "environment variable RestoreConfigFile") with
        {
            Ask = $"{Listed} --configfile {{home}}/only.config", Variable = ("RestoreConfigFile", "{home}/only.config"),
            Files = [("{home}/only.config", $"""<configuration><packageSources><add key="{Key}" value="https://mine.example/v3/index.json" /></packageSources></configuration>""")],
        },
    ];

    public static string Filled(string text, World world) => text.Replace("{home}", world.Home).Replace("{repo}", world.Repository);

    private static Shadow Go(string name, string? by) => new(name, "go", "GOPROXY", "go env GOPROXY", by);

    private static Shadow Npm(string name, string? by, string setting = "registry") => new(name, "npm", setting, $"npm config get {setting}", by);

    private static Shadow NuGet(string name, string? by) => new(name, "nuget", Key, Listed, by);
}
