using System.Text;
using System.Text.RegularExpressions;
using DevMirrors.Config;

namespace DevMirrors.Promises.Tests;

/// <summary>Whether a file is laid out as people and programs do it: then every byte of it has its owner.</summary>
internal static partial class TidyLayout
{
    public static bool Is(FuzzFormat format, ReadOnlyMemory<byte> bytes)
    {
        var text = format.Name == "nuget" && !bytes.IsEmpty ? XmlSource.Parse(bytes).Source!.Text : Encoding.Latin1.GetString(bytes.Span);
        return !LoneReturn().IsMatch(text) && !LateMark().IsMatch(text) && (format.Name != "nuget" || !Stray().IsMatch(text));
    }

    [GeneratedRegex(@"\r(?!\n)")]
    private static partial Regex LoneReturn();

    // A byte order mark behind the first character, as bytes or as text.
    [GeneratedRegex(@"(?<=.)(\u00EF\u00BB\u00BF|\uFEFF)", RegexOptions.Singleline)]
    private static partial Regex LateMark();

    // White space at the end of a line, text beside an element, two elements on a line.
    [GeneratedRegex(@"[ \t]\r?$|>[ \t]*[^\s<]|>[ \t]*<(?!/)|[^\s>][ \t]*</", RegexOptions.Multiline)]
    private static partial Regex Stray();
}
