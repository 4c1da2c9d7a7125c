using System.Globalization;
using System.Text;
using DevMirrors.Config;
using Spectre.Console;

namespace DevMirrors.Tool;

/// <summary>Standard output and error of this process: plain text, in colour only where a person's terminal shows it.</summary>
internal sealed class Terminal
{
    private const int WidestCell = 1000;

    private readonly Machine _machine;
    private readonly bool _colour;
    private readonly int? _width;

    /// <summary>One that writes elsewhere.</summary>
    /// <param name="width">Of <see cref="Out"/>, in columns; null to ask the console.</param>
    internal Terminal(Machine machine, bool colour, TextWriter output, TextWriter error, int? width)
    {
        _machine = machine;
        _colour = colour;
        Out = output;
        Error = error;
        _width = width;
    }

    public TextWriter Out { get; }

    public TextWriter Error { get; }

    /// <summary>Columns of standard output; in a file or a pipe a line is as long as it is.</summary>
    public int Width => _width ?? (Console.IsOutputRedirected ? int.MaxValue : Columns);

    /// <summary>Whether the user wants colours, and what else moves on a terminal.</summary>
    public bool IsPlain => !_colour;

    /// <summary>Whether somebody can be asked: a question goes to standard error and its answer comes from standard input.</summary>
    public static bool IsInteractive => !Console.IsInputRedirected && !Console.IsErrorRedirected;

    public static Terminal Of(Machine machine, bool noColour) =>
        new(
            machine, !noColour && machine.Variable("NO_COLOR") is null && machine.Variable("TERM") != "dumb",
            Writer(Console.OpenStandardOutput()), Writer(Console.OpenStandardError()), null);

    /// <summary>Loads all that writing needs: `remove` may delete it before the answer is given.</summary>
    public void Prepare()
    {
        Line(TextWriter.Null, "");
        Ansi(TextWriter.Null).MarkupLine("[red] [/]");
    }

    /// <summary>A line; the style is Spectre's (<c>red</c>, <c>green</c>, <c>bold</c>) and says nothing that the words do not say.</summary>
    public void Line(TextWriter writer, string text, string style = "")
    {
        text = Visible.Of(text);
        if (style.Length > 0 && Colours(writer))
            Ansi(writer).MarkupLine($"[{style}]{Markup.Escape(text)}[/]");
        else
            writer.WriteLine(text);
    }

    /// <summary>Whether the person at the terminal says yes; anything else means no.</summary>
    public bool Asks(string question)
    {
        Error.Write($"{question} [y/N] ");
        Error.Flush();
        return Console.In.ReadLine()?.Trim() is "y" or "Y" or "yes";
    }

    /// <summary>Rows under headings, each column as wide as its widest cell.</summary>
    public void Table(IReadOnlyList<string> headings, IEnumerable<IReadOnlyList<string>> rows)
    {
        var cells = rows.Prepend(headings).Select(row => row.Select(Cut).ToList()).ToList();
        var widths = headings.Select((_, column) => cells.Max(row => row[column].Length)).ToArray();
        for (var row = 0; row < cells.Count; row++)
            Line(Out, string.Join("  ", cells[row].Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd(), row == 0 ? "bold" : "");
    }

    // A client's file may hold a value of a megabyte, and every row would be as wide; the JSON has it whole.
    private static string Cut(string cell) => cell.Length <= WidestCell ? cell : string.Create(CultureInfo.InvariantCulture, $"{cell.AsSpan(0, WidestCell)}… ({cell.Length} characters)");

    /// <summary>A path as people write it: relative below the current folder, with <c>~</c> below the home.</summary>
    public string Short(string path)
    {
        if (IsBelow(path, _machine.CurrentFolder))
            return Path.GetRelativePath(_machine.CurrentFolder, path);
        return Full(path);
    }

    /// <summary>A path with <c>~</c> for the home, and otherwise in full: where several repositories are spoken of.</summary>
    public string Full(string path) => IsBelow(path, _machine.Home) ? $"~{path[_machine.Home.TrimEnd('/').Length..]}" : path;

    /// <summary>A text with the paths in it as <see cref="Short"/> writes them.</summary>
    public string Shorten(string text) => Without(Without(text, _machine.CurrentFolder, ""), _machine.Home, "~/");

    // Only where a path begins: within a longer one it is another folder, and what is quoted for a shell must stay whole, because `~` means nothing there.
    private static string Without(string text, string folder, string instead)
    {
        var prefix = folder.TrimEnd('/') + "/";
        if (prefix.Length < 2)
            return text;
        var shown = new StringBuilder();
        var from = 0;
        for (int at; (at = text.IndexOf(prefix, from, StringComparison.Ordinal)) >= 0; from = at + prefix.Length)
            shown.Append(text, from, at - from).Append(at == 0 || !IsOfPath(text[at - 1]) ? instead : prefix);
        return shown.Append(text, from, text.Length - from).ToString();
    }

    private static bool IsOfPath(char before) => char.IsLetterOrDigit(before) || before is '/' or '.' or '_' or '-' or '~' or '\'';

    public void Flush()
    {
        Out.Flush();
        Error.Flush();
    }

    private static bool IsBelow(string path, string folder) =>
        folder.Length > 1 && path.StartsWith(folder.TrimEnd('/', '\\') + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    // A terminal that does not know its width says 0.
    private static int Columns => Console.WindowWidth is >= 40 and var columns ? columns : 80;

    private bool Colours(TextWriter writer) =>
        _colour && !(ReferenceEquals(writer, Out) ? Console.IsOutputRedirected : Console.IsErrorRedirected);

    private static IAnsiConsole Ansi(TextWriter writer)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(writer) });
        console.Profile.Width = int.MaxValue;
        return console;
    }

    private static StreamWriter Writer(Stream stream) => new(stream, new UTF8Encoding(false)) { NewLine = "\n" };
}
