using System.Text.Json;
using DevMirrors.Testing;

namespace DevMirrors.EndToEnd.Tests;

public class ReportBrowserTests
{
    // What it is not sure of counts too.
    private const string Check =
        """
        const result = await axe.run();
        const found = result.violations.concat(result.incomplete);
        return {
          dark: matchMedia('(prefers-color-scheme: dark)').matches,
          passes: result.passes.length,
          bad: found.flatMap(rule => rule.nodes.map(node => `${rule.id}: ${node.target} ${node.failureSummary}`)),
        };
        """;

    private static readonly string Axe = Path.Combine(Checkout.Folder, "artifacts", "clients", "node_modules", "axe-core", "axe.min.js");
    private static readonly string Page = ReportPageTests.Page(ReportSample.Rich);

    [RealClientTheory("chromium", "html-validate")]
    [InlineData(1280, false)]
    [InlineData(1280, true)]
    [InlineData(400, false)]
    [InlineData(400, true)]
    public async Task The_accessibility_checker_finds_nothing(int width, bool isDark)
    {
        using var browser = new ReportBrowser();

        var answer = await browser.Ask(Page.Replace("<details>", "<details open>"), width, isDark, Check, Axe);

        Assert.Equal(isDark, answer.GetProperty("dark").GetBoolean());
        Assert.True(answer.GetProperty("passes").GetInt32() > 20, answer.GetRawText());
        Assert.True(answer.GetProperty("bad").GetArrayLength() == 0, answer.GetProperty("bad").GetRawText());
    }

    [RealClientFact("chromium", "html-validate")]
    public async Task The_accessibility_checker_would_find_something()
    {
        using var browser = new ReportBrowser();

        var answer = await browser.Ask(Page.Replace(" lang=\"en\"", "").Replace("--dim:#4a5360", "--dim:#a0a8b0"), 400, isDark: false, Check, Axe);

        Assert.Contains("html-has-lang: ", answer.GetRawText());
        Assert.Contains("color-contrast: ", answer.GetRawText());
    }

    [RealClientTheory("chromium")]
    [InlineData(320)]
    [InlineData(360)]
    [InlineData(768)]
    [InlineData(1024)]
    [InlineData(1600)]
    public async Task It_fits_every_width_asks_nobody_for_anything_and_runs_nothing(int width)
    {
        using var browser = new ReportBrowser();

        var answer = await browser.Ask(
            Page, width, isDark: false,
            "return { inner: innerWidth, wide: document.documentElement.scrollWidth, title: document.title, asked: performance.getEntriesByType('resource').map(e => e.name),"
            + " roles: ['table', 'row', 'cell', 'rowheader', 'columnheader'].map(r => document.querySelectorAll(`[role=${r}]`).length) };");

        Assert.Equal(width, answer.GetProperty("inner").GetInt32());
        Assert.True(answer.GetProperty("wide").GetInt32() <= width, answer.GetRawText());
        Assert.Equal("Mirrors probed for region cn: 5 of 12 good", answer.GetProperty("title").GetString());
        Assert.Equal(0, answer.GetProperty("asked").GetArrayLength());
        Assert.Equal("[4,16,72,12,28]", JsonSerializer.Serialize(answer.GetProperty("roles")));
    }

    [RealClientTheory("chromium")]
    [InlineData(1280, false)]
    [InlineData(1280, true)]
    [InlineData(400, false)]
    [InlineData(400, true)]
    public async Task It_is_drawn(int width, bool isDark)
    {
        using var browser = new ReportBrowser();

        var picture = await browser.Screenshot(Page, width, width < 500 ? 4400 : 2300, isDark);

        Assert.True(picture.Length > 50_000, $"{picture.Length} bytes");
        await File.WriteAllTextAsync(Path.Combine(Artifacts(), "report.html"), Page);
        await File.WriteAllBytesAsync(Path.Combine(Artifacts(), $"report-{width}-{(isDark ? "dark" : "light")}.png"), picture);
    }

    [RealClientFact("html-validate")]
    public async Task The_page_is_valid_html()
    {
        using var world = new World();
        // Roles that an element has anyway are named for browsers that forget them when its display changes.
        world.Write(Path.Combine(world.Folder, ".htmlvalidate.json"), """{"root":true,"extends":["html-validate:recommended"],"rules":{"no-redundant-role":"off","doctype-style":"off","no-inline-style":"error","long-title":"off","no-trailing-whitespace":"off"}}""");
        world.Write(Path.Combine(world.Folder, "page.html"), Page);
        world.Write(Path.Combine(world.Folder, "wrong.html"), Page.Replace("</caption>", ""));

        var right = await Client.Run("html-validate", ["page.html"], world.Home, world.Folder);
        var wrong = await Client.Run("html-validate", ["wrong.html"], world.Home, world.Folder);

        Assert.True(right.ExitCode == 0, right.Output + right.Error);
        Assert.Equal(1, wrong.ExitCode);
    }

    private static string Artifacts() => Directory.CreateDirectory(Path.Combine(Checkout.Folder, "artifacts", "report")).FullName;
}
