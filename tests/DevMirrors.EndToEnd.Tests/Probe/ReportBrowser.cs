using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using DevMirrors.Testing;

namespace DevMirrors.EndToEnd.Tests;

/// <summary>A page in a real browser that has a home of its own and no network.</summary>
internal sealed partial class ReportBrowser : IDisposable
{
    // Chromium's windows are never narrower: a page that should be is shown in a frame.
    private const int NarrowestWindow = 500;

    private readonly string _folder = Directory.CreateTempSubdirectory("dm-page-").FullName;

    /// <summary>The PNG of the whole page at this width.</summary>
    public async Task<byte[]> Screenshot(string page, int width, int height, bool isDark)
    {
        var picture = Path.Combine(_folder, "page.png");
        await Run(page, width, height, isDark, "--hide-scrollbars", $"--screenshot={picture}");
        return await File.ReadAllBytesAsync(picture);
    }

    /// <summary>What the script writes as JSON into the page, which has no protection against scripts in this copy.</summary>
    public async Task<JsonElement> Ask(string page, int width, bool isDark, string script, params string[] libraries)
    {
        foreach (var library in libraries)
            File.Copy(library, Path.Combine(_folder, Path.GetFileName(library)), overwrite: true);
        var scripts = string.Concat(libraries.Select(l => $"<script src=\"{Path.GetFileName(l)}\"></script>"));
        var copy = Policy().Replace(page, "").Replace(
            "</body>",
            $"{scripts}<script>(async () => {{ const answer = await (async () => {{ {script} }})(); top.document.documentElement.setAttribute('data-answer', btoa(unescape(encodeURIComponent(JSON.stringify(answer))))); }})()</script></body>");
        var dom = await Run(copy, width, 900, isDark, "--virtual-time-budget=30000", "--dump-dom");
        var answer = Answered().Match(dom.Output);
        Assert.True(answer.Success, dom.Error + dom.Output[..Math.Min(2000, dom.Output.Length)]);
        using var json = JsonDocument.Parse(Encoding.UTF8.GetString(Convert.FromBase64String(answer.Groups[1].Value)));
        return json.RootElement.Clone();
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private async Task<Answer> Run(string page, int width, int height, bool isDark, params string[] options)
    {
        var file = Path.Combine(_folder, "page.html");
        await File.WriteAllTextAsync(file, page);
        if (width < NarrowestWindow)
            await File.WriteAllTextAsync(file = Path.Combine(_folder, "frame.html"), Frame(width));
        var answer = await Client.Run(
            "chromium",
            [
                "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run", "--disable-background-networking", "--disable-component-update",
                "--disable-extensions", "--host-resolver-rules=MAP * ~NOTFOUND", $"--user-data-dir={Path.Combine(_folder, "profile")}", "--allow-file-access-from-files",
                string.Create(CultureInfo.InvariantCulture, $"--window-size={width},{height}"), $"--blink-settings=preferredColorScheme={(isDark ? 0 : 1)}", .. options, $"file://{file}",
            ],
            _folder);
        Assert.True(answer.ExitCode == 0, answer.Error);
        return answer;
    }

    private static string Frame(int width) =>
        $"<!doctype html><html lang=en><meta name=color-scheme content='light dark'><title>a narrow window</title><body style='margin:0'><iframe title=page src=page.html style='border:0;width:{width}px;height:100vh;display:block'></iframe></body></html>";

    [GeneratedRegex("<meta http-equiv=\"Content-Security-Policy\"[^>]*>")]
    private static partial Regex Policy();

    [GeneratedRegex("data-answer=\"([^\"]*)\"")]
    private static partial Regex Answered();
}
