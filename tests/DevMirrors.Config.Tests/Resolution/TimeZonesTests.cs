namespace DevMirrors.Config.Tests;

public class TimeZonesTests
{
    private readonly TimeZones _zones = TimeZones.BuiltIn();

    [Theory]
    [InlineData("China Standard Time", "Asia/Shanghai")]
    [InlineData("Taipei Standard Time", "Asia/Taipei")]
    [InlineData("Singapore Standard Time", "Asia/Singapore")]
    [InlineData("Tokyo Standard Time", "Asia/Tokyo")]
    [InlineData("India Standard Time", "Asia/Kolkata")]
    [InlineData("Iran Standard Time", "Asia/Tehran")]
    [InlineData("Russian Standard Time", "Europe/Moscow")]
    [InlineData("Turkey Standard Time", "Europe/Istanbul")]
    [InlineData("GMT Standard Time", "Europe/London")]
    [InlineData("Greenwich Standard Time", "Atlantic/Reykjavik")]
    [InlineData("W. Europe Standard Time", "Europe/Berlin")]
    [InlineData("Romance Standard Time", "Europe/Paris")]
    [InlineData("Central European Standard Time", "Europe/Warsaw")]
    [InlineData("FLE Standard Time", "Europe/Kyiv")]
    [InlineData("Eastern Standard Time", "America/New_York")]
    [InlineData("Pacific Standard Time", "America/Los_Angeles")]
    [InlineData("E. South America Standard Time", "America/Sao_Paulo")]
    [InlineData("AUS Eastern Standard Time", "Australia/Sydney")]
    [InlineData("South Africa Standard Time", "Africa/Johannesburg")]
    [InlineData("UTC", "Etc/UTC")]
    [InlineData("Europe/Kiev", "Europe/Kyiv")]
    [InlineData("US/Pacific", "America/Los_Angeles")]
    [InlineData("Hongkong", "Asia/Hong_Kong")]
    [InlineData("ROC", "Asia/Taipei")]
    public void A_name_leads_to_its_zone(string name, string zone) => Assert.Equal(zone, _zones.Canonical(name));

    [Fact]
    public void Every_line_names_zones_once()
    {
        var stream = typeof(TimeZones).Assembly.GetManifestResourceStream("timezones.txt")!;
        var names = new StreamReader(stream).ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).SelectMany(l => l.Split(';')).ToList();

        Assert.Equal(names.Count, names.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.All(names, n => Assert.Equal(n.Trim(), n));
        Assert.True(names.Count(n => n.EndsWith(" Standard Time", StringComparison.Ordinal)) > 120);
    }

    [Fact]
    public void A_name_that_nobody_knows_stands_for_itself()
    {
        Assert.Equal("Asia/Beijing", _zones.Canonical("Asia/Beijing"));
        Assert.False(_zones.Knows("Asia/Beijing"));
    }
}
