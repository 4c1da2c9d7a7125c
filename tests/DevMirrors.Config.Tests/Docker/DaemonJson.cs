using System.Text;

namespace DevMirrors.Config.Tests;

/// <summary>What the tests of daemon.json have in common.</summary>
internal static class DaemonJson
{
    public const string Mirrors = DaemonJsonFormat.Mirrors;

    public static IDocument Parse(string text)
    {
        var found = new DiagnosticBag();
        var document = new DaemonJsonFormat().Parse("/daemon.json", Encoding.UTF8.GetBytes(text), found);
        Assert.True(document is not null, string.Join("\n", found));
        return document;
    }

    public static string Text(this IDocument document) => Encoding.UTF8.GetString(document.Bytes.Span);
}
