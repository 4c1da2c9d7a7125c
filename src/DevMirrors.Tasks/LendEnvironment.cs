using DevMirrors.Config;
using DevMirrors.Tool;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace DevMirrors.Tasks;

/// <summary>Gives what a build's own commands need to use the region's mirrors, one <c>NAME=value</c> each.</summary>
[MSBuildMultiThreadableTask]
public sealed class LendEnvironment : PolicyTask
{
    private const string Special = "%*?@$();'";

    [Output]
    public ITaskItem[] Environment { get; set; } = [];

    private protected override void Ask(BuildOptions options, DiagnosticBag found)
    {
        if (Select(options, found) is { } selection)
            Environment = [.. BuildEnvironment.Of(selection, ThisMachine.Read(), found).Select(v => new TaskItem(Escaped($"{v.Key}={v.Value}")))];
    }

    // An item's text is read as MSBuild's own notation: https://learn.microsoft.com/visualstudio/msbuild/msbuild-special-characters
    private static string Escaped(string text) => string.Concat(text.Select(c => Special.Contains(c) ? $"%{(int)c:X2}" : c.ToString()));
}
