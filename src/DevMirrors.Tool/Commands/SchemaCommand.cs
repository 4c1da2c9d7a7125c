using System.CommandLine;
using DevMirrors.Config;

namespace DevMirrors.Tool;

internal static class SchemaCommand
{
    public static Command Define(CommandTree tree) => tree.Command(
        "schema",
        "Print the JSON schema of mirrors.yaml, for editors",
        [],
        ["devmirrors schema > mirrors.schema.json    then point your editor to it from the first line of mirrors.yaml"],
        (_, _) => new SchemaAnswer());

    private sealed class SchemaAnswer : IAnswer
    {
        public Outcome Outcome => Outcome.Done;

        public void WriteHuman(Request request) => request.Terminal.Out.Write(PolicySchema.Text());

        public string ToJson(Request request) => PolicySchema.Text().TrimEnd();
    }
}
