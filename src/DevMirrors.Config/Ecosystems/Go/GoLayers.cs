namespace DevMirrors.Config;

/// <summary>What go reads on this machine, the nearest first: environment, the user's env file, the one that came with go.</summary>
internal sealed class GoLayers
{
    private readonly Machine _machine;
    private readonly string? _userPath;
    private readonly string? _installedPath;
    private readonly GoEnvDocument? _user;
    private readonly GoEnvDocument? _installed;

    private GoLayers(Machine machine, DiagnosticBag found)
    {
        _machine = machine;
        _userPath = GoFiles.User(machine, found);
        _installedPath = GoFiles.Installed(machine);
        _user = Open(_userPath, found);
        _installed = Open(_installedPath, found);
    }

    /// <summary>What keeps go from reading one env file of the user's, always the same; null where it reads one.</summary>
    public string? UserFileOffBy => _userPath is not null ? null
        : _machine.Variable("GOENV") is not null ? "environment variable GOENV"
        : _machine.Variable("XDG_CONFIG_HOME") is not null ? "environment variable XDG_CONFIG_HOME"
        : "a HOME that is unset or relative";

    public static GoLayers Load(Machine machine, DiagnosticBag found) => new(machine, found);

    /// <summary>Null where there is no such file, or where it cannot be read.</summary>
    public static GoEnvDocument? Open(string? path, DiagnosticBag found) =>
        path is not null && FileSnapshot.Read(path, found) is { Exists: true } file
            ? GoEnvFormat.Instance.Parse(path, file.Bytes, found) as GoEnvDocument
            : null;

    /// <summary>The value that counts; null for the built-in one. An empty value counts as none, as it does for go.</summary>
    public GoFound? Find(string key)
    {
        if (_machine.Variable(key) is { } value)
            return new GoFound(GoEnvDocument.Value(key, value), $"environment variable {key}", IsVariable: true);
        return InFile(_userPath, _user?.Find(key)) ?? InFile(_installedPath, _installed?.FindFirst(key), isInstalled: true);
    }

    /// <summary>The items of a list; null where it is not set.</summary>
    public IReadOnlyList<string>? Items(string key) => Find(key)?.Value.Items;

    private static GoFound? InFile(string? path, DocumentSetting? setting, bool isInstalled = false) =>
        setting is null || setting.Value.Text.Length == 0 ? null : new GoFound(setting.Value, $"{path}:{setting.Line}", IsVariable: false, isInstalled);
}

/// <param name="Source">As in <see cref="Reading.Source"/>.</param>
/// <param name="IsInstalled">Whether it came with go, and is nobody's own.</param>
internal sealed record GoFound(SettingValue Value, string Source, bool IsVariable, bool IsInstalled = false);
