using System.Text.Json;
using System.Text.RegularExpressions;

namespace DevMirrors.Config;

/// <summary>One key of a policy object: its name, what it takes, and what editors tell about it.</summary>
internal sealed record PolicyKey(string Name, Shape Shape, string Description, bool IsRequired = false);

/// <summary>An object with known keys.</summary>
internal sealed record ObjectShape(string Name, params IReadOnlyList<PolicyKey> Keys) : Shape("keys with values")
{
    public override bool Fits(YamlNode node) => node is YamlMapping;

    protected override void CheckInside(YamlNode node, string path, DiagnosticBag found)
    {
        var mapping = (YamlMapping)node;
        foreach (var (key, value) in mapping.Entries)
        {
            if (Keys.FirstOrDefault(k => k.Name == key.Text) is { } known)
                known.Shape.Check(value, Join(path, key.Text), found);
            else if (!found.IsFull)
                found.Add(Unknown(key));
        }
        foreach (var missing in Keys.Where(k => k.IsRequired && mapping.Find(k.Name) is null))
            found.Add(Diagnose.MissingKey(node.Place, missing.Name, path, missing.Shape.Expected));
    }

    private Diagnostic Unknown(YamlScalar key) =>
        CredentialText.IsSecretKey(key.Text) ? Diagnose.CredentialInPolicy(key.Place)
        : key.Text == "extends" ? Diagnose.ReservedKey(key.Place, key.Text)
        : Diagnose.UnknownKey(key.Place, key.Text, Name, NearestName.Of(key.Text, Keys.Select(k => k.Name)), Keys.Select(k => k.Name));

    public override void Write(Utf8JsonWriter json)
    {
        json.WriteString("type", "object");
        json.WriteBoolean("additionalProperties", false);
        if (Keys.Any(k => k.IsRequired))
            JsonArray.Write(json, "required", Keys.Where(k => k.IsRequired).Select(k => k.Name));
        json.WriteStartObject("properties");
        foreach (var key in Keys)
        {
            json.WritePropertyName(key.Name);
            WriteObject(json, key.Shape, key.Description);
        }
        json.WriteEndObject();
    }

    public static string Join(string path, string key) => path.Length == 0 ? key : $"{path}.{key}";
}

/// <summary>An object whose keys are names of the author's own; at least one.</summary>
internal sealed record MapShape(string KeyExpected, Regex KeyPattern, Shape Value) : Shape("keys with values")
{
    public override bool Fits(YamlNode node) => node is YamlMapping;

    protected override void CheckInside(YamlNode node, string path, DiagnosticBag found)
    {
        var entries = ((YamlMapping)node).Entries;
        if (entries.Count == 0)
            found.Add(Diagnose.NothingInside(node.Place, path));
        foreach (var (key, value) in entries)
        {
            if (!KeyPattern.IsMatch(key.Text) || key.Text.Any(char.IsControl))
                found.Add(Diagnose.WrongValue(key.Place, path, KeyExpected, key.Text));
            Value.Check(value, ObjectShape.Join(path, Shown.Of(key.Text)), found);
        }
    }

    public override void Write(Utf8JsonWriter json)
    {
        json.WriteString("type", "object");
        json.WriteNumber("minProperties", 1);
        json.WriteStartObject("propertyNames");
        json.WriteString("pattern", KeyPattern.ToString());
        json.WriteEndObject();
        json.WritePropertyName("additionalProperties");
        WriteObject(json, Value);
    }
}
