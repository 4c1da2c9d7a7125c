namespace DevMirrors.Config;

/// <summary>A piece of a YAML document, with the place where it starts.</summary>
internal abstract record YamlNode(Place Place)
{
    /// <summary>What it is, for people: <c>text</c>, <c>a number</c>, <c>a list</c>, …</summary>
    public abstract string Kind { get; }
}

internal sealed record YamlScalar(string Text, bool IsPlain, Place Place) : YamlNode(Place)
{
    public override string Kind =>
        IsNothing ? "nothing" : AsFlag is not null ? "true or false" : IsNumber ? "a number" : "text";

    /// <summary>The core schema of YAML 1.2: only an unquoted value can be anything but text.</summary>
    public bool IsNothing => IsPlain && Text is "" or "~" or "null" or "Null" or "NULL";

    public bool? AsFlag => !IsPlain ? null : Text switch
    {
        "true" or "True" or "TRUE" => true,
        "false" or "False" or "FALSE" => false,
        _ => null,
    };

    public bool IsText => Kind == "text";

    private bool IsNumber => IsPlain && YamlNumber.Matches(Text);
}

internal sealed record YamlSequence(IReadOnlyList<YamlNode> Items, Place Place) : YamlNode(Place)
{
    public override string Kind => "a list";
}

/// <summary>Keys are unique; of duplicates the first is kept, after an error.</summary>
internal sealed record YamlMapping(IReadOnlyList<YamlEntry> Entries, Place Place) : YamlNode(Place)
{
    public override string Kind => "keys with values";

    public YamlEntry? Find(string key) => Entries.FirstOrDefault(e => e.Key.Text == key);

    public YamlNode? this[string key] => Find(key)?.Value;
}

internal sealed record YamlEntry(YamlScalar Key, YamlNode Value);
