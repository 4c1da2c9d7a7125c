using System.Text;

namespace DevMirrors.Config.Tests;

/// <summary>The plainest format there is, <c>key=value</c> lines, so that these tests are about writing and nothing else.</summary>
internal sealed class LineEcosystem : IEcosystem
{
    public string Name => "lines";

    public IReadOnlyList<IFileFormat> Formats { get; } = [LineFormat.Instance];

    /// <summary>What <see cref="BeforeUndo"/> gives; null for a client that needs nothing.</summary>
    public Func<IDocument, IDocument?> Quiet { get; init; } = _ => null;

    /// <summary>The content of the file at each call of <see cref="Reload"/>.</summary>
    public List<string> Reloads { get; } = [];

    public IReadOnlyList<FileTarget> Targets(EcosystemRequest request, DiagnosticBag found) => [];

    public ValueKind Judge(string key, SettingValue value, EcosystemRequest request) => ValueKind.Foreign;

    public IReadOnlyList<Reading> Read(EcosystemRequest request, DiagnosticBag found) => [];

    public Loan Lend(EcosystemRequest request, DiagnosticBag found) => Loan.Nothing;

    public IDocument? BeforeUndo(IDocument current, FileEdit undo, Machine machine) => Quiet(current);

    public void Reload(FileEdit written, Machine machine, DiagnosticBag found) =>
        Reloads.Add(File.Exists(written.Path) ? File.ReadAllText(written.Path) : "(absent)");
}

internal sealed class LineFormat : IFileFormat
{
    public static readonly LineFormat Instance = new();

    public string Name => "lines";

    public IDocument? Parse(string path, ReadOnlyMemory<byte> bytes, DiagnosticBag found)
    {
        var text = Encoding.Latin1.GetString(bytes.Span);
        if (!text.Contains('!'))
            return new LineDocument(text);
        found.Add(Diagnose.UnparsableFile(new Place(path), Name, "it shouts"));
        return null;
    }
}

internal sealed record LineDocument(string Text) : IDocument
{
    public ReadOnlyMemory<byte> Bytes => Encoding.Latin1.GetBytes(Text);

    private List<string> Lines => Text.Length == 0 ? [] : [.. Text.TrimEnd('\n').Split('\n')];

    public DocumentSetting? Find(string key)
    {
        var line = IndexOf(key);
        return line < 0 ? null : new DocumentSetting(key, new SettingValue(Lines[line][(key.Length + 1)..]), line + 1, 1);
    }

    public IDocument Set(string key, SettingValue value)
    {
        var lines = Lines;
        var at = IndexOf(key);
        if (at < 0)
            lines.Add($"{key}={value.Text}");
        else
            lines[at] = $"{key}={value.Text}";
        return From(lines);
    }

    public IDocument Remove(string key) => From(Lines.Where(l => !l.StartsWith(key + "=", StringComparison.Ordinal)));

    public IDocument Replace(string key, SettingValue value, SettingValue? other)
    {
        var line = $"{key}={value.Text}";
        return !Lines.Contains(line) ? this : From(Lines.Where(l => other is not null || l != line).Select(l => l == line ? $"{key}={other!.Text}" : l));
    }

    private int IndexOf(string key) => Lines.FindLastIndex(l => l.StartsWith(key + "=", StringComparison.Ordinal));

    private static LineDocument From(IEnumerable<string> lines) => new(string.Concat(lines.Select(l => l + "\n")));
}
