using System.Collections;
using System.Collections.Concurrent;
using Microsoft.Build.Framework;

namespace DevMirrors.Tasks.Tests;

/// <summary>A build in two threads: whoever finds nothing registered waits a moment for the other to find the same, as only a badly timed build would have it.</summary>
internal sealed class TwoThreadedEngine : RecordingEngine, IBuildEngine4, IDisposable
{
    private readonly ConcurrentDictionary<object, object> _registered = new();
    private readonly Barrier _bothFoundNothing = new(2);
    private int _registrations;

    public int Registrations => _registrations;

    public bool IsRunningMultipleNodes => true;

    public object? GetRegisteredTaskObject(object key, RegisteredTaskObjectLifetime lifetime)
    {
        if (_registered.TryGetValue(key, out var known))
            return known;
        // Where only one of them can ask at a time nobody comes, and the build goes on.
        _bothFoundNothing.SignalAndWait(TimeSpan.FromMilliseconds(200));
        return null;
    }

    public void RegisterTaskObject(object key, object obj, RegisteredTaskObjectLifetime lifetime, bool allowEarlyCollection)
    {
        Interlocked.Increment(ref _registrations);
        _registered[key] = obj;
    }

    public object? UnregisterTaskObject(object key, RegisteredTaskObjectLifetime lifetime) => _registered.TryRemove(key, out var known) ? known : null;

    public BuildEngineResult BuildProjectFilesInParallel(string[] projectFileNames, string[] targetNames, IDictionary[] globalProperties, IList<string>[] removeGlobalProperties, string[] toolsVersion, bool returnTargetOutputs) =>
        throw new NotSupportedException();

    public bool BuildProjectFilesInParallel(string[] projectFileNames, string[] targetNames, IDictionary[] globalProperties, IDictionary[] targetOutputsPerProject, string[] toolsVersion, bool useResultsCache, bool unloadProjectsOnCompletion) =>
        throw new NotSupportedException();

    public bool BuildProjectFile(string projectFileName, string[] targetNames, IDictionary globalProperties, IDictionary targetOutputs, string toolsVersion) =>
        throw new NotSupportedException();

    public void Yield()
    {
    }

    public void Reacquire()
    {
    }

    public void Dispose() => _bothFoundNothing.Dispose();
}
