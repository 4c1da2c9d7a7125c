using System.Text.Json;

namespace DevMirrors.Config;

/// <summary>A JSON answer whose shape nobody vouches for: what is missing or of another kind is null.</summary>
internal readonly struct ProbeJson(JsonElement element)
{
    public JsonElement Element { get; } = element;

    /// <summary>Null where it is not JSON, or deeper than anything a registry says.</summary>
    public static ProbeJson? Parse(ProbeReply reply)
    {
        try
        {
            using var document = JsonDocument.Parse(reply.Body.Text, new JsonDocumentOptions { MaxDepth = ProbeLimits.JsonDepth });
            return new ProbeJson(document.RootElement.Clone());
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public ProbeJson? this[string name] => Members.FirstOrDefault(m => m.Name == name) is { Name: not null } member ? member.Value : null;

    /// <summary>A text that is one: lone surrogates count as none.</summary>
    public string? Text
    {
        get
        {
            var element = Element;
            return element.ValueKind == JsonValueKind.String ? Read(() => element.GetString()) : null;
        }
    }

    public DateTimeOffset? Time => Text is { } text && DateTimeOffset.TryParse(
        text, System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.AssumeUniversal, out var time) ? time : null;

    public bool IsArray => Element.ValueKind == JsonValueKind.Array;

    public bool IsObject => Element.ValueKind == JsonValueKind.Object;

    public IEnumerable<ProbeJson> Items => IsArray ? Element.EnumerateArray().Select(e => new ProbeJson(e)) : [];

    /// <summary>Those with a name that is a text.</summary>
    public IEnumerable<(string Name, ProbeJson Value)> Members => IsObject
        ? Element.EnumerateObject().Select(p => (Name: Read(() => p.Name)!, Value: new ProbeJson(p.Value))).Where(p => p.Name is not null)
        : [];

    // Escaped halves of characters pass the parser, and throw where they are read.
    private static string? Read(Func<string?> text)
    {
        try
        {
            return text();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
