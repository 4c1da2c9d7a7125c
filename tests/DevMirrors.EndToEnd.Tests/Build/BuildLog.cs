using Microsoft.Build.Logging.StructuredLogger;
using LogTask = Microsoft.Build.Logging.StructuredLogger.Task;

namespace DevMirrors.EndToEnd.Tests.Build;

/// <summary>What a binlog tells of our tasks and NuGet's.</summary>
internal sealed class BuildLog
{
    private readonly List<LogTask> _tasks = [];
    private readonly List<string> _messages = [];

    public BuildLog(string path)
    {
        var build = BinaryLog.ReadBuild(path);
        build.VisitAllChildren<LogTask>(_tasks.Add);
        build.VisitAllChildren<Message>(m => _messages.Add(m.Text));
    }

    /// <summary>The runs of ApplyMirrors, in the order of their start.</summary>
    public IReadOnlyList<LogTask> Applies => Named("ApplyMirrors");

    /// <summary>Where NuGet reads its sources; static graph does that in a process of its own, which logs no tasks.</summary>
    public IReadOnlyList<LogTask> SettingsReads => Named("GetRestoreSettingsTask");

    /// <summary>How many processes have read the policy.</summary>
    public int PolicyReads => _messages.Count(m => m.StartsWith("devmirrors: read ", StringComparison.Ordinal));

    public IReadOnlyList<string> Messages => _messages;

    private List<LogTask> Named(string name) => [.. _tasks.Where(t => t.Name == name).OrderBy(t => t.StartTime)];
}
