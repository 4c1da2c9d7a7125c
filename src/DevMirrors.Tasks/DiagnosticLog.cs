using DevMirrors.Config;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace DevMirrors.Tasks;

/// <summary>Says a diagnostic the way MSBuild does, so that editors and CI systems link it.</summary>
internal static class DiagnosticLog
{
    private const string Pages = "https://github.com/devmirrors/devmirrors/blob/main/docs/diagnostics/";

    // What the hook itself has to say is meant for whoever builds; what it found out on the way is for whoever asks.
    private const string OfBuilds = "DEVM70";

    public static void Write(Diagnostic diagnostic, TaskLoggingHelper log)
    {
        var place = diagnostic.Place ?? new Place("");
        var text = Secrets.Mask(diagnostic.Hint is { } hint ? $"{diagnostic.Message} ({hint})" : diagnostic.Message);
        var page = $"{Pages}{diagnostic.Code}.md";
        // The text is no format string: it may hold braces, so it goes in as an argument.
        switch (diagnostic.Severity)
        {
            case Severity.Error:
                log.LogError(null, diagnostic.Code, null, page, place.File, place.Line, place.Column, 0, 0, "{0}", text);
                break;
            case Severity.Warning:
                log.LogWarning(null, diagnostic.Code, null, page, place.File, place.Line, place.Column, 0, 0, "{0}", text);
                break;
            case Severity.Info when diagnostic.Code.StartsWith(OfBuilds, StringComparison.Ordinal):
                log.LogMessage(MessageImportance.High, "devmirrors: {0}", text);
                break;
            default:
                log.LogMessage(null, diagnostic.Code, null, place.File, place.Line, place.Column, 0, 0, MessageImportance.Normal, "{0}", text);
                break;
        }
    }
}
