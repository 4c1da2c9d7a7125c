using System.Text.Json;
using System.Text.RegularExpressions;

namespace DevMirrors.Config;

/// <summary>What a value of the policy may look like: the loader checks by it and the JSON schema is written from it, so that they cannot differ.</summary>
internal abstract record Shape(string Expected)
{
    /// <summary>Whether the value is of the right kind, so that <see cref="Check"/> can say what exactly is wrong with it.</summary>
    public abstract bool Fits(YamlNode node);

    public void Check(YamlNode node, string path, DiagnosticBag found)
    {
        if (found.IsFull)
            return;
        if (Fits(node))
            CheckInside(node, path, found);
        else
            found.Add(Diagnose.WrongType(node.Place, path, Expected, node.Kind));
    }

    protected abstract void CheckInside(YamlNode node, string path, DiagnosticBag found);

    /// <summary>Writes the members of this shape's JSON schema into the object that is open.</summary>
    public abstract void Write(Utf8JsonWriter json);

    protected static void WriteObject(Utf8JsonWriter json, Shape shape, string? description = null)
    {
        json.WriteStartObject();
        if (description is not null)
            json.WriteString("description", description);
        shape.Write(json);
        json.WriteEndObject();
    }
}

/// <summary>Text, of a pattern where one is given.</summary>
/// <param name="Known">What editors offer for completion.</param>
/// <param name="IsJudgedLater">An address may stand here, of which <see cref="MirrorUrl"/> says more exactly what is wrong.</param>
internal sealed record TextShape(string Expected, Regex? Pattern = null, IReadOnlyList<string>? Known = null, bool IsJudgedLater = false) : Shape(Expected)
{
    public override bool Fits(YamlNode node) => node is YamlScalar { IsText: true };

    protected override void CheckInside(YamlNode node, string path, DiagnosticBag found)
    {
        var text = ((YamlScalar)node).Text;
        if (IsJudgedLater && MirrorUrl.LooksLikeOne(text))
            return;
        if (text.Length == 0 || text.EnumerateRunes().Any(HiddenCharacter.Is) || text.Contains('\t') || Pattern?.IsMatch(text) == false)
            found.Add(Diagnose.WrongValue(node.Place, path, Expected, text));
    }

    public override void Write(Utf8JsonWriter json)
    {
        if (Known is null)
        {
            WriteText(json);
            return;
        }
        json.WriteStartArray("anyOf");
        json.WriteStartObject();
        JsonArray.Write(json, "enum", Known);
        json.WriteEndObject();
        json.WriteStartObject();
        WriteText(json);
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private void WriteText(Utf8JsonWriter json)
    {
        json.WriteString("type", "string");
        json.WriteNumber("minLength", 1);
        if (Pattern is not null)
            json.WriteString("pattern", Pattern.ToString());
    }
}

/// <summary>One of a few words.</summary>
internal sealed record WordShape(params IReadOnlyList<string> Words) : Shape("one of " + string.Join(", ", Words))
{
    public override bool Fits(YamlNode node) => node is YamlScalar { IsText: true };

    protected override void CheckInside(YamlNode node, string path, DiagnosticBag found)
    {
        var text = ((YamlScalar)node).Text;
        if (!Words.Contains(text))
            found.Add(Diagnose.WrongValue(node.Place, path, Expected, text, NearestName.Of(text, Words)));
    }

    public override void Write(Utf8JsonWriter json) => JsonArray.Write(json, "enum", Words);
}

internal sealed record FlagShape() : Shape("true or false")
{
    public override bool Fits(YamlNode node) => node is YamlScalar { AsFlag: not null };

    protected override void CheckInside(YamlNode node, string path, DiagnosticBag found)
    {
    }

    public override void Write(Utf8JsonWriter json) => json.WriteString("type", "boolean");
}

/// <summary>The number 1, which is the only version of the format so far.</summary>
internal sealed record VersionShape() : Shape("1")
{
    public override bool Fits(YamlNode node) => node is YamlScalar;

    protected override void CheckInside(YamlNode node, string path, DiagnosticBag found)
    {
        if (node is not YamlScalar { Text: "1", IsPlain: true })
            found.Add(Diagnose.UnsupportedVersion(node.Place, ((YamlScalar)node).Text));
    }

    public override void Write(Utf8JsonWriter json) => json.WriteNumber("const", 1);
}

/// <summary>At least one item, none twice.</summary>
internal sealed record ListShape(Shape Item) : Shape("a list")
{
    public override bool Fits(YamlNode node) => node is YamlSequence;

    protected override void CheckInside(YamlNode node, string path, DiagnosticBag found)
    {
        var items = ((YamlSequence)node).Items;
        if (items.Count == 0)
            found.Add(Diagnose.NothingInside(node.Place, path));
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in items)
        {
            Item.Check(item, path, found);
            if (item is YamlScalar scalar && !seen.Add(scalar.Text))
                found.Add(Diagnose.ListedTwice(scalar.Place, path, scalar.Text));
        }
    }

    public override void Write(Utf8JsonWriter json)
    {
        json.WriteString("type", "array");
        json.WriteNumber("minItems", 1);
        json.WriteBoolean("uniqueItems", true);
        json.WritePropertyName("items");
        WriteObject(json, Item);
    }
}

/// <summary>The first of several shapes that fits.</summary>
internal sealed record AnyShape(params IReadOnlyList<Shape> Shapes) : Shape(string.Join(", or ", Shapes.Select(s => s.Expected)))
{
    public override bool Fits(YamlNode node) => Shapes.Any(s => s.Fits(node));

    protected override void CheckInside(YamlNode node, string path, DiagnosticBag found) =>
        Shapes.First(s => s.Fits(node)).Check(node, path, found);

    public override void Write(Utf8JsonWriter json)
    {
        json.WriteStartArray("anyOf");
        foreach (var shape in Shapes)
            WriteObject(json, shape);
        json.WriteEndArray();
    }
}
