using System.Reflection;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace DevMirrors.Config;

/// <summary>The JSON schema of mirrors.yaml, for completion and hover texts in editors: draft 7, which yaml-language-server knows best.</summary>
public static class PolicySchema
{
    private const string Resource = "mirrors.schema.json";

    /// <summary>The schema as it is committed and embedded.</summary>
    public static string Text()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(Resource)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    /// <summary>Writes the schema from the loader's table of keys; a test holds the committed file equal to it.</summary>
    internal static string Generate(MirrorCatalogue catalogue)
    {
        using var buffer = new MemoryStream();
        // Relaxed escaping: the arrows of the hover texts stay readable in the file.
        var options = new JsonWriterOptions { Indented = true, IndentSize = 2, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
        using (var json = new Utf8JsonWriter(buffer, options))
        {
            json.WriteStartObject();
            json.WriteString("$schema", "http://json-schema.org/draft-07/schema#");
            json.WriteString("title", PolicyFile.Name);
            json.WriteString("description", "Which package mirrors a team uses, by region.");
            new PolicyKeys(ecosystem => Known(catalogue, ecosystem)).Root.Write(json);
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.ToArray()) + "\n";
    }

    // oci holds the mirrors of other registries, where `upstream` is what an absent entry means.
    private static List<string> Known(MirrorCatalogue catalogue, string ecosystem)
    {
        string[] words = ecosystem switch { "go" => ["upstream", "direct", "off"], "oci" => [], _ => ["upstream"] };
        return [.. words, .. catalogue.Entries.Where(e => e.Ecosystem == ecosystem && e.State != MirrorState.Dead).Select(e => e.Id).Distinct()];
    }
}
