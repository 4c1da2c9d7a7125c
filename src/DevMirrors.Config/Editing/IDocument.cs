namespace DevMirrors.Config;

/// <summary>
/// A settings file as immutable bytes, with lossless edits: <see cref="Set"/> and <see cref="Remove"/> change the asked key's span and nothing else.
/// Keys are the format's own names (<c>GOPROXY</c>, <c>@corp:registry</c>, <c>registry-mirrors</c>, <c>packageSources/KEY</c>).
/// </summary>
public interface IDocument
{
    ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>The setting as the client would read it from this file alone (duplicates, sections, comments considered), or null.</summary>
    DocumentSetting? Find(string key);

    /// <summary>Gives the key this value; the same document where it has it already.</summary>
    IDocument Set(string key, SettingValue value);

    /// <summary>Removes every definition of the key; the same document where there is none.</summary>
    IDocument Remove(string key);

    /// <summary>
    /// Gives each definition of the key that has this value the other one, or removes it where that is null, whether or not it is the one
    /// that counts; other definitions stay. The same document where no definition has the value.
    /// </summary>
    IDocument Replace(string key, SettingValue value, SettingValue? other);

    /// <summary>Whether a definition of the key has this value, even one that another shadows.</summary>
    bool Holds(string key, SettingValue value) => !ReferenceEquals(Replace(key, value, null), this);
}

/// <summary>A value in a file and the place where it stands.</summary>
/// <param name="Line">From 1.</param>
/// <param name="Column">From 1.</param>
public sealed record DocumentSetting(string Key, SettingValue Value, int Line, int Column);

/// <summary>A way of writing settings down: go env file, .npmrc, NuGet.Config, daemon.json.</summary>
public interface IFileFormat
{
    /// <summary>What the journal and messages call it: <c>go env file</c>, <c>.npmrc</c>, <c>NuGet.Config</c>, <c>daemon.json</c>.</summary>
    string Name { get; }

    /// <summary>
    /// Parses the file; empty bytes are an empty file. Null, and an error with its place in <paramref name="found"/>, where the client
    /// could not read it or an edit could not be lossless.
    /// </summary>
    IDocument? Parse(string path, ReadOnlyMemory<byte> bytes, DiagnosticBag found);
}
