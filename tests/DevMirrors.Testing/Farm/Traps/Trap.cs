using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;

namespace DevMirrors.Testing;

/// <summary>Something that a mirror does to whoever asks it, instead of answering.</summary>
public abstract record Trap
{
    /// <summary>Decoded paths that it lies in wait for; null for all. The others are answered as a healthy mirror does.</summary>
    public Func<string, bool>? On { get; init; }

    internal bool IsFor(string path) => On?.Invoke(path) ?? true;
}

/// <summary>A trap that takes the connection itself, below TLS, before anything was asked.</summary>
public abstract record SilentTrap : Trap
{
    internal abstract Task Take(ConnectionContext connection, CancellationToken end);
}

/// <summary>A trap within HTTP as it should be.</summary>
public abstract record AnswerTrap : Trap
{
    internal abstract Task Answer(HttpContext context, FarmRequest request, FarmMirror mirror);
}
