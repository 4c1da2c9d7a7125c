using System.CommandLine;
using DevMirrors.Config;

namespace DevMirrors.Tool;

internal static class RemoveCommand
{
    public static Command Define(CommandTree tree)
    {
        var machine = new Option<bool>("--machine") { Description = "Undo everything that DevMirrors wrote on this machine, for every repository, and delete its record; leaves repositories' own eng/devmirrors alone" };
        return tree.Command(
            "remove",
            "Take out of the repository what init --msbuild put in: eng/devmirrors, its imports, and a mirrors.yaml that is still as it wrote it",
            [tree.Options.Policy, machine],
            [
                "devmirrors remove                  the repository is as it was before init --msbuild",
                "devmirrors remove --machine        no setting and no record of DevMirrors is left on this machine",
                "sudo devmirrors remove --machine   the machine's own settings as well",
            ],
            (parsed, request) => parsed.GetValue(machine) ? RemoveMachine.Run(request) : Run(request));
    }

    private static RepositoryAnswer Run(Request request)
    {
        request.Terminal.Prepare();
        var repository = Steps.RepositoryFolder(request);
        var edits = VendorRemoval.Plan(repository, request.Found);
        if (edits is null || !RepositoryWriter.Write(edits, repository, request.Machine, request.Found))
            return new RepositoryAnswer(null, [], Outcome.Done, "");
        if (edits.Count == 0)
            request.Found.Add(Diagnose.NothingToRemove(repository));
        return new RepositoryAnswer(null, edits, Outcome.Done, "");
    }
}
