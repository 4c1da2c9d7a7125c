namespace DevMirrors.Config;

/// <summary>The go command. It has settings per user only; see docs/ecosystems/go.md.</summary>
public sealed class GoEcosystem : IEcosystem
{
    public const string Id = "go";

    public string Name => Id;

    public IReadOnlyList<IFileFormat> Formats { get; } = [GoEnvFormat.Instance];

    public IReadOnlyList<FileTarget> Targets(EcosystemRequest request, DiagnosticBag found)
    {
        if (request.Scope != Scope.User)
        {
            found.Add(Diagnose.NoSuchScope(Name, request.Scope));
            return [];
        }
        if (GoFiles.User(request.Machine, found) is not { } path)
            return [];
        GoLimits.Report(request.Selection, found);
        var document = GoLayers.Open(path, found);
        var settings = GoSettings.For(request.Selection, key => document?.Find(key)?.Value.Items is { Count: > 0 } items ? items : null);
        return [new FileTarget(Name, Scope.User, path, GoEnvFormat.Instance, settings)];
    }

    public ValueKind Judge(string key, SettingValue value, EcosystemRequest request) => key switch
    {
        GoKeys.Proxy => GoProxyList.Judge(value.Text, request.Catalogue),
        GoKeys.SumDb => GoSumDb.Judge(value.Text, request.Catalogue),
        _ => ValueKind.Foreign,
    };

    public IReadOnlyList<Reading> Read(EcosystemRequest request, DiagnosticBag found)
    {
        var layers = GoLayers.Load(request.Machine, found);
        return [.. GoSettings.For(request.Selection, layers.Items).Select(s => GoReader.Read(s, layers, value => Judge(s.Key, value, request)))];
    }

    public Loan Lend(EcosystemRequest request, DiagnosticBag found)
    {
        GoLimits.Report(request.Selection, found);
        // A command's environment comes before the user's file, so a file that cannot be read is no obstacle.
        var layers = GoLayers.Load(request.Machine, new DiagnosticBag());
        return new Loan([.. GoSettings.For(request.Selection, layers.Items).Select(s => GoLoan.Variable(s, layers))], [], []);
    }
}
