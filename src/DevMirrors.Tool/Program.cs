using System.Text;

namespace DevMirrors.Tool;

internal static partial class Program
{
    public static int Main(string[] args)
    {
        if (args is ["--version"])
            return WriteVersion();
        try
        {
            return CommandTree.Run(args);
        }
        catch (Exception e)
        {
            return InternalError.Report(e, args);
        }
        finally
        {
            QuestionFolder.End();
        }
    }

    // Straight to the stream, before the command tree exists: scripts ask for the version often, and it costs what a start costs.
    private static int WriteVersion()
    {
        using var output = Console.OpenStandardOutput();
        output.Write(Encoding.ASCII.GetBytes(Version + "\n"));
        return ExitCode.Done;
    }
}
