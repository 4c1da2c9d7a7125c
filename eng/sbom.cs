// Prints the software bill of materials of the tool (CycloneDX 1.6, JSON): every package in it, with version, licence, SHA-512 and what it needs.
//   dotnet run eng/sbom.cs -- src/DevMirrors.Tool/obj/project.assets.json VERSION > devmirrors.cdx.json
// The same input gives the same bytes: no clock, no serial number. From what restore resolved; the packages that only build (compilers, analyzers) are not in the tool.
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml.Linq;

using var assets = JsonDocument.Parse(File.ReadAllBytes(args[0]));
var root = assets.RootElement;
var folders = root.GetProperty("packageFolders").EnumerateObject().Select(f => f.Name).ToList();
var libraries = root.GetProperty("libraries");
// The target without a runtime: the same packages are in the package of each runtime.
var resolved = root.GetProperty("targets").EnumerateObject().First(t => !t.Name.Contains('/')).Value.EnumerateObject()
    .Where(p => p.Value.GetProperty("type").GetString() == "package" && HasRuntime(p.Value))
    .OrderBy(p => p.Name.Split('/')[0], StringComparer.Ordinal).ToList();
var present = resolved.ToDictionary(p => p.Name.Split('/')[0], Purl, StringComparer.OrdinalIgnoreCase);
var tool = $"pkg:nuget/DevMirrors@{args[1]}";

var bill = new JsonObject
{
    ["bomFormat"] = "CycloneDX",
    ["specVersion"] = "1.6",
    ["version"] = 1,
    ["metadata"] = new JsonObject
    {
        ["component"] = new JsonObject { ["type"] = "application", ["bom-ref"] = tool, ["name"] = "DevMirrors", ["version"] = args[1], ["purl"] = tool, ["licenses"] = Licence("MIT") },
    },
    ["components"] = new JsonArray([.. resolved.Select(Component)]),
    ["dependencies"] = new JsonArray([Needs(tool, present.Values), .. resolved.Select(p => Needs(Purl(p), Dependencies(p.Value)))]),
};
Console.Out.Write(bill.ToJsonString(new JsonSerializerOptions { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }) + "\n");

static bool HasRuntime(JsonElement package) =>
    package.TryGetProperty("runtime", out var files) && files.EnumerateObject().Any(f => !f.Name.EndsWith("_._", StringComparison.Ordinal));

static string Purl(JsonProperty package) => $"pkg:nuget/{package.Name.Replace('/', '@')}";

IEnumerable<string> Dependencies(JsonElement package) =>
    package.TryGetProperty("dependencies", out var all) ? all.EnumerateObject().Where(d => present.ContainsKey(d.Name)).Select(d => present[d.Name]) : [];

static JsonNode Needs(string purl, IEnumerable<string> others) =>
    new JsonObject { ["ref"] = purl, ["dependsOn"] = new JsonArray([.. others.Order(StringComparer.Ordinal).Select(o => (JsonNode)o)]) };

JsonNode Component(JsonProperty package)
{
    var name = package.Name.Split('/');
    var component = new JsonObject { ["type"] = "library", ["bom-ref"] = Purl(package), ["name"] = name[0], ["version"] = name[1], ["purl"] = Purl(package) };
    var library = libraries.GetProperty(package.Name);
    component["hashes"] = new JsonArray(new JsonObject
    {
        ["alg"] = "SHA-512",
        ["content"] = Convert.ToHexStringLower(Convert.FromBase64String(library.GetProperty("sha512").GetString()!)),
    });
    if (LicenceOf(library.GetProperty("path").GetString()!) is { } licence)
        component["licenses"] = Licence(licence);
    return component;
}

static JsonArray Licence(string id) => new(new JsonObject { ["license"] = new JsonObject { ["id"] = id } });

string? LicenceOf(string path)
{
    var nuspec = folders.Select(f => Path.Combine(f, path)).Where(Directory.Exists).SelectMany(f => Directory.EnumerateFiles(f, "*.nuspec")).FirstOrDefault();
    return nuspec is null ? null : XDocument.Load(nuspec).Descendants().FirstOrDefault(e => e.Name.LocalName == "license" && (string?)e.Attribute("type") == "expression")?.Value;
}
