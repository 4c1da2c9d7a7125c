using System.Text.Json;

namespace DevMirrors.Config;

internal static class JsonArray
{
    public static void Write(Utf8JsonWriter json, string name, IEnumerable<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
            json.WriteStringValue(value);
        json.WriteEndArray();
    }
}
