// The engine of PowerShell 7 without its modules, for the tests of eng/bootstrap.ps1 where no `pwsh` is installed.
//   pwsh -NoProfile -File SCRIPT [ARGUMENT]...
#:package System.Management.Automation@7.6.9
#:property ManagePackageVersionsCentrally=false
#:property PublishAot=false

using System.Management.Automation;
using System.Management.Automation.Runspaces;

var words = args.SkipWhile(a => a != "-File").Skip(1).ToList();
using var space = RunspaceFactory.CreateRunspace(InitialSessionState.CreateDefault2());
space.Open();
using var shell = PowerShell.Create(space);
shell.AddCommand(Path.GetFullPath(words[0]));
foreach (var word in words[1..])
    shell.AddArgument(word);
try
{
    foreach (var answer in shell.Invoke())
        Console.WriteLine(answer);
}
catch (RuntimeException e)
{
    Console.Error.WriteLine($"{e.ErrorRecord}\n{e.ErrorRecord.ScriptStackTrace}");
    return 1;
}
// What `exit` leaves behind.
return space.SessionStateProxy.GetVariable("LASTEXITCODE") as int? ?? 0;
