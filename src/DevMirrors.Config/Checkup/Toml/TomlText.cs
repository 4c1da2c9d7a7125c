namespace DevMirrors.Config;

/// <summary>What stands behind a key.</summary>
internal enum TomlKind
{
    Text,

    /// <summary>A number, a truth value, a date: its word as it is written.</summary>
    Bare,
    List,
}

/// <param name="Items">The texts and words of a list.</param>
internal sealed record TomlValue(TomlKind Kind, string Text, IReadOnlyList<string> Items);

/// <param name="Path">Tables and key; each element of an array of tables has its number after the name: <c>registry</c>, <c>0</c>, <c>location</c>.</param>
/// <param name="Table">What it stands in: the very object that is among <see cref="TomlText.Tables"/>, but for the keys above the first heading.</param>
internal sealed record TomlEntry(IReadOnlyList<string> Path, TomlValue Value, int Line, IReadOnlyList<string> Table);

/// <param name="Reason">What is wrong there, or expected; never a word of the file, which may be a password without its quotes.</param>
internal sealed record TomlFault(string Reason, int Line, int Column);

/// <summary>
/// A TOML file as far as checks ask: its entries with their lines, and the first mistake of its grammar (https://toml.io/en/v1.0.0).
/// Whether a number is too large, or a date of the calendar, is not judged.
/// </summary>
internal sealed record TomlText(IReadOnlyList<TomlEntry> Entries, IReadOnlyList<IReadOnlyList<string>> Tables, IReadOnlyList<int> TableLines, TomlFault? Fault)
{
    public static TomlText Read(string text) => new TomlReader(text).Read();
}

/// <summary>Caught where the reader turns it into a fault.</summary>
internal sealed class TomlMistake(string message) : Exception(message);
