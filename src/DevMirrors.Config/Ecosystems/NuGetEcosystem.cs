using NuGet.Configuration;

namespace DevMirrors.Config;

/// <summary>NuGet: the dotnet command and MSBuild's restore.</summary>
public sealed class NuGetEcosystem : IEcosystem
{
    internal const string EcosystemName = "nuget";

    public string Name => EcosystemName;

    public IReadOnlyList<IFileFormat> Formats => [NuGetConfigFormat.Instance];

    public IReadOnlyList<FileTarget> Targets(EcosystemRequest request, DiagnosticBag found)
    {
        switch (request.Scope)
        {
            case Scope.User:
                return NuGetUserScope.Targets(request, found);
            case Scope.Project:
                return NuGetProjectScope.Targets(request, found);
            default:
                found.Add(Diagnose.NoSuchScope(Name, request.Scope));
                return [];
        }
    }

    public ValueKind Judge(string key, SettingValue value, EcosystemRequest request)
    {
        var parsed = NuGetConfigKey.Parse(key);
        if (parsed.Attribute == NuGetNames.ProtocolVersion || parsed.IsPatterns)
            return ValueKind.Upstream;
        if (parsed.Attribute == NuGetNames.AllowInsecure)
            return value.Text.Equals("true", StringComparison.OrdinalIgnoreCase) ? ValueKind.Foreign : ValueKind.Upstream;
        var address = NuGetAddress.Expand(value.Text, request.Machine);
        if (NuGetAddress.IsUpstream(address))
            return ValueKind.Upstream;
        return request.Catalogue.ByUrl(Name, address) is null ? ValueKind.Foreign : ValueKind.Mirror;
    }

    // Without its feed a user's file leaves NuGet with no source at all.
    public SettingValue? Default(string key) =>
        key == NuGetConfigKey.Source(NuGetNames.Feed) ? new SettingValue(NuGetConstants.V3FeedUrl) : null;

    public IReadOnlyList<Reading> Read(EcosystemRequest request, DiagnosticBag found) => NuGetReader.Read(request, found);

    public bool MovesCredential(FileEdit edit, Machine machine, DiagnosticBag found)
    {
        var before = edit.Format.Parse(edit.Path, edit.Before.Bytes, new DiagnosticBag());
        var after = edit.Format.Parse(edit.Path, edit.After ?? default, new DiagnosticBag());
        var folder = edit.Scope == Scope.Project ? Path.GetDirectoryName(edit.Path)! : machine.CurrentFolder;
        return edit.Changes.Select(c => NuGetConfigKey.Parse(c.Key)).Where(k => k.IsValue && k.Section == NuGetNames.Sources).Any(key =>
            before?.Find(NuGetConfigKey.Source(key.Name)) is { } was && after?.Find(NuGetConfigKey.Source(key.Name)) is { } will
            && NuGetCredentials.WouldMove(machine, edit.Path, [folder], key.Name, NuGetAddress.Expand(was.Value.Text, machine), NuGetAddress.Expand(will.Value.Text, machine), found));
    }

    public Loan Lend(EcosystemRequest request, DiagnosticBag found) => NuGetLender.Lend(request, found);
}
