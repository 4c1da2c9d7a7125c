namespace DevMirrors.Config;

/// <summary>A span of time as people say it.</summary>
public static class Age
{
    public static string Of(TimeSpan span) => span switch
    {
        { TotalDays: >= 2 } => $"{(int)span.TotalDays} days",
        { TotalHours: >= 2 } => $"{(int)span.TotalHours} hours",
        { TotalMinutes: >= 2 } => $"{(int)span.TotalMinutes} minutes",
        _ => $"{Math.Max(0, (int)span.TotalSeconds)} seconds",
    };
}
