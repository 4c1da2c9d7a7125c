using System.Text;

namespace DevMirrors.Config;

/// <summary>One .npmrc that npm reads here, with the lines that it makes of it.</summary>
/// <param name="Text">One character per byte.</param>
/// <param name="TopEnd">Where the first section begins: below it npm finds none of its keys.</param>
internal sealed record NpmrcOnChain(string Path, string Text, IReadOnlyList<NpmrcDefinition> Definitions, int TopEnd)
{
    public static IReadOnlyList<NpmrcOnChain> Read(Machine machine) =>
        [.. NpmFiles.Chain(machine).Select(Read).OfType<NpmrcOnChain>()];

    public Place At(NpmrcDefinition definition) => new(Path, definition.Line.Number, 1);

    private static NpmrcOnChain? Read(string path)
    {
        if (FileSnapshot.Read(path, new DiagnosticBag()) is not { Exists: true } file)
            return null;
        var text = Encoding.Latin1.GetString(file.Bytes.Span);
        var (definitions, topEnd) = NpmrcDefinition.Read(text);
        return new NpmrcOnChain(path, text, definitions, topEnd);
    }
}
