using System.Text.Json;
using System.Text.RegularExpressions;

namespace DevMirrors.Config.Tests;

/// <summary>Validates by the part of JSON schema (draft 7) that mirrors.schema.json uses; a keyword that it does not know is a failure.</summary>
internal static class SchemaChecker
{
    public static bool Accepts(JsonElement schema, YamlNode node) => schema.EnumerateObject().All(k => Accepts(k.Name, k.Value, schema, node));

    private static bool Accepts(string keyword, JsonElement value, JsonElement schema, YamlNode node) => keyword switch
    {
        "$schema" or "title" or "description" or "properties" => true,
        "type" => value.GetString() == TypeOf(node),
        "const" => node is YamlScalar { IsPlain: true } scalar && scalar.Text == value.GetRawText(),
        "enum" => node is YamlScalar { IsText: true } text && value.EnumerateArray().Any(v => v.GetString() == text.Text),
        "anyOf" => value.EnumerateArray().Any(s => Accepts(s, node)),
        "minLength" => node is not YamlScalar { IsText: true } text || text.Text.Length >= value.GetInt32(),
        "pattern" => node is not YamlScalar { IsText: true } text || Regex.IsMatch(text.Text, value.GetString()!, RegexOptions.ECMAScript),
        "items" => node is not YamlSequence list || list.Items.All(i => Accepts(value, i)),
        "minItems" => node is not YamlSequence list || list.Items.Count >= value.GetInt32(),
        "uniqueItems" => node is not YamlSequence list || list.Items.OfType<YamlScalar>().DistinctBy(s => s.Text).Count() == list.Items.Count,
        "minProperties" => node is not YamlMapping map || map.Entries.Count >= value.GetInt32(),
        "propertyNames" => node is not YamlMapping map || map.Entries.All(e => Accepts(value, e.Key with { IsPlain = false })),
        "required" => node is not YamlMapping map || value.EnumerateArray().All(k => map.Find(k.GetString()!) is not null),
        "additionalProperties" => node is not YamlMapping map || map.Entries.All(e => AcceptsProperty(schema, value, e)),
        _ => throw new NotSupportedException(keyword),
    };

    private static bool AcceptsProperty(JsonElement schema, JsonElement additional, YamlEntry entry) =>
        schema.TryGetProperty("properties", out var known) && known.TryGetProperty(entry.Key.Text, out var property) ? Accepts(property, entry.Value)
        : additional.ValueKind == JsonValueKind.Object && Accepts(additional, entry.Value);

    private static string TypeOf(YamlNode node) => node.Kind switch
    {
        "text" => "string",
        "a number" => "number",
        "true or false" => "boolean",
        "a list" => "array",
        "keys with values" => "object",
        _ => "null",
    };
}
