using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using DevMirrors.Config;

namespace DevMirrors.Tool;

/// <summary>Turns what the steps found into the shapes of docs/json.md.</summary>
internal static class Json
{
    // Addresses and diffs stay readable; the text goes to a terminal or a file, never into a web page.
    private static readonly JsonShapes Shapes = new(new JsonSerializerOptions(JsonShapes.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    public static string Of<T>(T shape, JsonTypeInfo<T> type) =>
        HiddenCharacter.Escape(JsonSerializer.Serialize(shape, (JsonTypeInfo<T>)Shapes.GetTypeInfo(type.Type)!), HiddenCharacter.IsFormat);

    public static List<DiagnosticShape> Of(IEnumerable<Diagnostic> found) =>
        [.. found.Select(d => new DiagnosticShape(
            d.Code, Word(d.Severity), Secrets.Mask(d.Message), d.Place?.File is { } file ? Secrets.Mask(file) : null, OrNull(d.Place?.Line), OrNull(d.Place?.Column), d.Hint is { } hint ? Secrets.Mask(hint) : null))];

    public static RegionShape? Of(ResolvedRegion? region) => region is null ? null : new RegionShape(region.Region.Name, region.Because);

    /// <summary>How an enumeration's value is spelt outside: lower case.</summary>
    public static string Word<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();

    private static int? OrNull(int? number) => number is null or 0 ? null : number;
}

internal sealed record DiagnosticShape(string Code, string Severity, string Message, string? File, int? Line, int? Column, string? Hint);

internal sealed record RegionShape(string Name, string Because);

internal sealed record DiagnosticsShape(int Version, IReadOnlyList<DiagnosticShape> Diagnostics);

internal sealed record PlanShape(int Version, RegionShape? Region, IReadOnlyList<EditShape> Edits, IReadOnlyList<DiagnosticShape> Diagnostics);

internal sealed record EditShape(
    string Ecosystem, string Scope, string Path, string Action, string Diff, IReadOnlyList<ChangeShape> Changes,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Result);

internal sealed record ChangeShape(string Key, string? Before, string? After, string Because, string? TakenFrom);

internal sealed record StatusShape(
    int Version, RegionShape? Region, bool Partial, IReadOnlyList<SettingShape> Settings,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<OwnedShape>? Owned,
    IReadOnlyList<DiagnosticShape> Diagnostics);

internal sealed record SettingShape(
    string Ecosystem, string Client, string Setting, string? Wanted, string? Effective, string Source, bool InStep, string? ShadowedBy, string? Asked);

internal sealed record OwnedShape(string Ecosystem, string Scope, string Path, string Key, string Owner, string? Written, string? Baseline);

internal sealed record EnvShape(int Version, RegionShape? Region, IReadOnlyDictionary<string, string?> Variables, IReadOnlyList<DiagnosticShape> Diagnostics);

internal sealed record RegionAnswerShape(int Version, RegionShape? Region, string? Stored, IReadOnlyList<DiagnosticShape> Diagnostics);

internal sealed record CatalogueShape(int Version, IReadOnlyList<MirrorShape> Mirrors, IReadOnlyList<DiagnosticShape> Diagnostics);

internal sealed record MirrorShape(
    string Ecosystem, string Id, string Owner, string Url, string Region, string State, string Verified, string Source, string Notes);

internal sealed record InitShape(int Version, string? Path, IReadOnlyList<DiagnosticShape> Diagnostics);

internal sealed record RepositoryShape(int Version, string? Path, IReadOnlyList<FileShape> Files, IReadOnlyList<DiagnosticShape> Diagnostics);

internal sealed record FileShape(string Path, string Action);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(DiagnosticsShape))]
[JsonSerializable(typeof(PlanShape))]
[JsonSerializable(typeof(StatusShape))]
[JsonSerializable(typeof(EnvShape))]
[JsonSerializable(typeof(RegionAnswerShape))]
[JsonSerializable(typeof(CatalogueShape))]
[JsonSerializable(typeof(InitShape))]
[JsonSerializable(typeof(RepositoryShape))]
[JsonSerializable(typeof(ProbeShape))]
[JsonSerializable(typeof(TrustShape))]
[JsonSerializable(typeof(TrustListShape))]
[JsonSerializable(typeof(TrustRevokedShape))]
[JsonSerializable(typeof(DoctorShape))]
[JsonSerializable(typeof(CacheShape))]
internal sealed partial class JsonShapes : JsonSerializerContext;
