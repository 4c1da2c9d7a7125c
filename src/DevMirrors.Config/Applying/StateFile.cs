using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace DevMirrors.Config;

/// <summary>
/// The envelope of our own files, <c>{"format":1,"sha256":"…","body":{…}}</c>: what a newer DevMirrors wrote, or a disk has damaged,
/// is noticed before anything is decided by it.
/// </summary>
internal static class StateFile
{
    private const int Format = 1;

    public static byte[] Encode<T>(T body, JsonTypeInfo<T> type)
    {
        var text = JsonSerializer.Serialize(body, type);
        return Encoding.UTF8.GetBytes($$"""{"format":{{Format}},"sha256":"{{ObjectStore.Hash(Encoding.UTF8.GetBytes(text))}}","body":{{text}}}""" + "\n");
    }

    /// <summary>True with null where the file is absent; false, and an error, where it is newer, damaged or unreadable.</summary>
    public static bool TryRead<T>(string path, JsonTypeInfo<T> type, DiagnosticBag found, out T? body)
        where T : class
    {
        body = null;
        if (IsOdd(path))
        {
            found.Add(Diagnose.StateUnusable(new Place(path), "it is not a regular file"));
            return false;
        }
        try
        {
            body = Decode(path, File.ReadAllBytes(path), type, found);
            return body is not null;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            // Not asked for beforehand: who reads without the lock may see it go, or come, in between.
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            found.Add(Diagnose.StateUnusable(new Place(path), e.Message));
            return false;
        }
    }

    // Opening a FIFO would wait for a writer.
    internal static bool IsOdd(string path) =>
        !OperatingSystem.IsWindows() && FileStatus.Read(path, followLinks: true) is { Kind: not FileKind.Regular };

    private static T? Decode<T>(string path, byte[] bytes, JsonTypeInfo<T> type, DiagnosticBag found)
        where T : class
    {
        try
        {
            using var json = JsonDocument.Parse(bytes);
            var format = json.RootElement.GetProperty("format").GetInt32();
            if (format > Format)
            {
                found.Add(Diagnose.StateNewer(new Place(path), format));
                return null;
            }
            var body = json.RootElement.GetProperty("body");
            var hash = ObjectStore.Hash(Encoding.UTF8.GetBytes(body.GetRawText()));
            if (format == Format && hash == json.RootElement.GetProperty("sha256").GetString() && body.Deserialize(type) is { } value)
                return value;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            // Reported below: whatever is wrong with it, the answer is the same.
        }
        found.Add(Diagnose.StateDamaged(new Place(path)));
        return null;
    }
}

[JsonSourceGenerationOptions(
    UseStringEnumConverter = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true, Converters = [typeof(SettingValueJson)])]
[JsonSerializable(typeof(Journal))]
[JsonSerializable(typeof(PendingTransaction))]
[JsonSerializable(typeof(TrustRecords))]
[JsonSerializable(typeof(KeptVerdicts))]
internal sealed partial class StateJson : JsonSerializerContext;

/// <summary>A value is its items.</summary>
internal sealed class SettingValueJson : JsonConverter<SettingValue>
{
    public override SettingValue Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var items = new List<string>();
        while (reader.Read() && reader.TokenType == JsonTokenType.String)
            items.Add(reader.GetString()!);
        return new SettingValue(items);
    }

    public override void Write(Utf8JsonWriter writer, SettingValue value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        foreach (var item in value.Items)
            writer.WriteStringValue(item);
        writer.WriteEndArray();
    }
}
