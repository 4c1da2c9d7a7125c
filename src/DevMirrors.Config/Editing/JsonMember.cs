namespace DevMirrors.Config;

/// <summary>One member of the top-level object; positions are byte offsets, ends exclusive.</summary>
/// <param name="Start">Of the name's opening quote.</param>
/// <param name="Elements">The items of an array of texts, empty for <c>null</c>; null where the value is anything else.</param>
internal sealed record JsonMember(string Name, int Start, int NameEnd, int ValueStart, int End, IReadOnlyList<JsonElementText>? Elements)
{
    public SettingValue? Value => Elements is null ? null : new SettingValue([.. Elements.Select(e => e.Text)]);
}

/// <summary>One text in an array.</summary>
internal sealed record JsonElementText(string Text, int Start, int End);
