using YamlDotNet.Serialization;

var file = Path.Combine(AppContext.BaseDirectory, "prices.yaml");
var prices = new DeserializerBuilder().Build().Deserialize<Dictionary<string, decimal>>(File.ReadAllText(file));

var app = WebApplication.Create(args);
app.MapGet("/prices", () => prices);
app.Run();
