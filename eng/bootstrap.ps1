# Gives a CI job the package mirrors of this repository's mirrors.yaml, on an agent that knows nothing of DevMirrors.
#   ./eng/bootstrap.ps1 [OPTION]...             apply the policy where it is agreed to; else lend its settings to this job
#   ./eng/bootstrap.ps1 [OPTION]... exec CMD    lend them to one command, and change no file; quote arguments like '-p:A=b'
# The same as eng/bootstrap.sh, whose first lines say the rest; for Windows PowerShell 5.1 and PowerShell 7.
# Only the language and .NET are used: no module has to be there, or be loaded.
Set-StrictMode -Version 2
$ErrorActionPreference = 'Stop'

function Say([string] $Message) { [Console]::Out.WriteLine("devmirrors: $Message") }

function Fail([string] $Message, [string] $Hint, [int] $Code = 3) {
    [Console]::Error.WriteLine("devmirrors: error: $Message")
    [Console]::Error.WriteLine("  hint: $Hint")
    exit $Code
}

function Variable([string] $Name) { [string] [Environment]::GetEnvironmentVariable($Name) }
function Join([string] $Folder, [string] $Name) { [IO.Path]::Combine($Folder, $Name) }
# The current folder of PowerShell is not that of its process.
function Full([string] $Path) { $ExecutionContext.SessionState.Path.GetUnresolvedProviderPathFromPSPath($Path) }

$here = $PSScriptRoot
$root = [IO.Path]::GetDirectoryName($here)
$windows = [IO.Path]::DirectorySeparatorChar -eq '\'
$given = @{ '--only' = ''; '--region' = ''; '--policy' = (Variable 'DEVMIRRORS_POLICY'); '--feed' = (Variable 'DEVMIRRORS_FEED') }
$command = @()
# An unquoted `go,npm` arrives as a list.
$words = @($args | ForEach-Object { if ($_ -is [array]) { $_ -join ',' } else { [string] $_ } })
for ($i = 0; $i -lt $words.Count; $i++) {
    $word = $words[$i]
    if ($given.ContainsKey($word)) {
        $i++
        if ($i -ge $words.Count) { Fail "``$word`` needs a value" 'the first lines of eng/bootstrap.sh list the options' 2 }
        $given[$word] = $words[$i]
    }
    elseif ($word -eq 'exec') {
        if ($i + 1 -lt $words.Count -and $words[$i + 1] -eq '--') { $i++ }
        if ($i + 1 -ge $words.Count) { Fail '`exec` needs a command' './eng/bootstrap.ps1 exec npm ci' 2 }
        $command = @($words[($i + 1)..($words.Count - 1)])
        break
    }
    else { Fail "unknown option ``$word``" 'the first lines of eng/bootstrap.sh list the options; consent is set in the CI system, not here' 2 }
}
$feed = if ($given['--feed']) { Full $given['--feed'] } else { '' }
$policy = if ($given['--policy']) { Full $given['--policy'] } else { Join $root 'mirrors.yaml' }
# This repository's policy, whatever the current folder is.
if (-not $given['--policy'] -and -not [IO.File]::Exists($policy)) { $policy = '' }

# What lasts as long as the job; where no CI system offers such a folder, one that hides itself from git.
$jobFolder = @((Variable 'RUNNER_TEMP'), (Variable 'AGENT_TEMPDIRECTORY') | Where-Object { $_ })
$work = if ($jobFolder.Count) { Join $jobFolder[0] 'devmirrors' } else { Join $root 'obj/devmirrors-ci' }
function MakeWork {
    [void] [IO.Directory]::CreateDirectory($work)
    [IO.File]::WriteAllText((Join $work '.gitignore'), "*`n")
}

$temp = Join ([IO.Path]::GetTempPath()) ('devmirrors-' + [Guid]::NewGuid().ToString('N'))

# As a program on Windows splits its line, which .NET does everywhere.
function Quoted([string] $Word) {
    if ($Word -ne '' -and $Word -notmatch '[\s"]') { return $Word }
    '"' + (($Word -replace '(\\*)"', '$1$1\"') -replace '(\\+)$', '$1$1') + '"'
}

function Started([string] $Program, [string[]] $Arguments, [bool] $Captured) {
    $start = [Diagnostics.ProcessStartInfo]::new($Program)
    $start.Arguments = (@($Arguments | ForEach-Object { Quoted $_ }) -join ' ')
    $start.WorkingDirectory = (Full '.')
    $start.UseShellExecute = $false
    if ($Captured) {
        $start.RedirectStandardInput = $start.RedirectStandardOutput = $start.RedirectStandardError = $true
        # The SDK greets a new user, and makes a certificate for the web servers that this one may write; none of that is asked for here.
        foreach ($name in 'DOTNET_NOLOGO', 'DOTNET_CLI_TELEMETRY_OPTOUT') { $start.EnvironmentVariables[$name] = '1' }
        $start.EnvironmentVariables['DOTNET_GENERATE_ASPNET_CERTIFICATE'] = 'false'
        $start.StandardOutputEncoding = $start.StandardErrorEncoding = [Text.Encoding]::UTF8
    }
    [Diagnostics.Process]::Start($start)
}

# Never from a terminal: a question would hang the job, and its answer would be nobody's.
function Ask([string] $Program, [string[]] $Arguments) {
    $process = Started $Program $Arguments $true
    $process.StandardInput.Close()
    $errorText = $process.StandardError.ReadToEndAsync()
    $output = $process.StandardOutput.ReadToEnd()
    $process.WaitForExit()
    @{ Code = $process.ExitCode; Output = $output; Error = $errorText.Result }
}

function Sha256([string] $Path) {
    $algorithm = [Security.Cryptography.SHA256]::Create()
    $stream = [IO.File]::OpenRead($Path)
    try { [BitConverter]::ToString($algorithm.ComputeHash($stream)).Replace('-', '').ToLowerInvariant() }
    finally { $stream.Dispose() }
}

$script:dotnet = ''
function HasRuntime {
    $name = if ($windows) { 'dotnet.exe' } else { 'dotnet' }
    $folders = @((Variable 'PATH').Split([IO.Path]::PathSeparator)) + (Variable 'DOTNET_ROOT') + (Join (Variable 'HOME') '.dotnet')
    foreach ($folder in @($folders | Where-Object { $_ })) {
        $candidate = Join $folder $name
        if (-not [IO.File]::Exists($candidate)) { continue }
        if ((Ask $candidate @('--list-runtimes')).Output -match 'Microsoft\.NETCore\.App [1-9][0-9]\.') {
            $script:dotnet = $candidate
            return $true
        }
    }
    $false
}

function Damaged([string] $Name, [string] $What) {
    Fail "the vendored copy is damaged: ``eng/devmirrors/$Name`` $What" 'check the folder out again; nothing of it was run'
}

function CheckVendored([string] $Folder) {
    $list = Join $Folder 'version'
    if (-not [IO.File]::Exists($list)) { Damaged 'version' 'is missing' }
    $listed = @('version', 'README.md')
    $lines = @([IO.File]::ReadAllLines($list))
    if ($lines.Count -eq 0) { Damaged 'version' 'is empty' }
    for ($n = 1; $n -lt $lines.Count; $n++) {
        # Other lines say what else `init` made; a file whose line is broken is one that nobody listed.
        if ($lines[$n] -cnotmatch '^[0-9a-f]{64} ') { continue }
        $expected, $name = $lines[$n] -split ' +', 2
        if (-not $name -or $name -match '[/\\]') { Damaged 'version' "holds the line ``$($lines[$n])``" }
        $path = Join $Folder $name
        if (-not [IO.File]::Exists($path)) { Damaged $name 'is missing' }
        if ((Sha256 $path) -cne $expected) { Damaged $name 'is not the file that `version` lists' }
        $listed += $name
    }
    # A file that nobody listed could be loaded all the same.
    foreach ($path in [IO.Directory]::GetFileSystemEntries($Folder)) {
        $name = [IO.Path]::GetFileName($path)
        if (-not $name.StartsWith('.') -and $listed -cnotcontains $name) { Damaged $name 'is not listed in `version`' }
    }
    if ($listed -cnotcontains 'devmirrors.dll') { Damaged 'version' 'does not list devmirrors.dll' }
}

function Platform {
    $architecture = [Runtime.InteropServices.RuntimeInformation]::OSArchitecture.ToString().ToLowerInvariant()
    if ($windows) { return "win-$architecture" }
    if ([Runtime.InteropServices.RuntimeInformation]::IsOSPlatform([Runtime.InteropServices.OSPlatform]::OSX)) { return "osx-$architecture" }
    $musl = [IO.Directory]::GetFiles('/lib', 'ld-musl-*').Count -gt 0
    if ($musl) { "linux-musl-$architecture" } else { "linux-$architecture" }
}

$script:version = ''
$script:pins = @{}
function ReadLock {
    $lock = Join $here 'devmirrors.lock'
    if (-not [IO.File]::Exists($lock)) {
        Fail 'there is no eng/devmirrors/ to run, and no eng/devmirrors.lock that pins a package' `
            'commit what `devmirrors init --msbuild` writes, or what `sh eng/lock.sh FOLDER` prints'
    }
    foreach ($line in [IO.File]::ReadAllLines($lock)) {
        $parts = @($line -split ' +')
        if ($parts[0] -eq 'version' -and $parts.Count -eq 2) { $script:version = $parts[1] }
        if ($parts[0] -eq 'sha256' -and $parts.Count -eq 3) { $script:pins[$parts[2]] = $parts[1] }
    }
    if (-not $script:version) { Fail 'eng/devmirrors.lock has no `version` line' 'write it with `sh eng/lock.sh FOLDER`' }
}

# A folder feed is flat, or has a folder for each package and version, in lower case.
function InFolder([string] $Folder, [string] $Id) {
    $lower = $Id.ToLowerInvariant()
    foreach ($name in "$Id.$version.nupkg", "$lower.$version.nupkg", "$lower/$version/$lower.$version.nupkg") {
        $path = Join $Folder $name
        if ([IO.File]::Exists($path)) { return $path }
    }
    ''
}

# Downloading installs and runs nothing, neither for the user nor for this job.
$script:downloadLog = ''
function Download([string] $Id) {
    if (-not $dotnet -and -not (HasRuntime)) { return '' }
    $folder = Join $temp 'download'
    $answer = Ask $dotnet @('package', 'download', "$Id@$version", '--output', $folder)
    $script:downloadLog = $answer.Output + $answer.Error
    if ($answer.Code -ne 0) { return '' }
    MakeWork
    [void] [IO.Directory]::CreateDirectory((Join $work 'packages'))
    $kept = Join $work "packages/$Id.$version.nupkg"
    [IO.File]::Copy((InFolder $folder $Id), $kept, $true)
    $kept
}

function FindPackage([string] $Id) {
    if (-not $pins.ContainsKey("$Id.$version.nupkg")) { return '' }
    if ($feed) { return InFolder $feed $Id }
    $kept = Join $work "packages/$Id.$version.nupkg"
    if ([IO.File]::Exists($kept)) { return $kept }
    Download $Id
}

# What is checked is what is run: the hash is that of a copy which nobody else can change.
function OpenPackage([string] $Package, [string] $Id, [string] $Program) {
    $copy = Join $temp 'package.nupkg'
    [IO.File]::Copy($Package, $copy, $true)
    $pin = $pins["$Id.$version.nupkg"]
    $actual = Sha256 $copy
    if ($actual -cne $pin) {
        Fail "``$Package`` has the SHA-256 $actual, and eng/devmirrors.lock pins $pin" `
            'nothing of it was unpacked or run; find out where it comes from before you pin it'
    }
    # Windows PowerShell has not loaded it yet.
    [void] [Reflection.Assembly]::LoadWithPartialName('System.IO.Compression.FileSystem')
    $folder = Join $temp 'tool'
    [IO.Compression.ZipFile]::ExtractToDirectory($copy, $folder)
    foreach ($framework in [IO.Directory]::GetDirectories((Join $folder 'tools'))) {
        $tool = Join $framework $Program
        if ([IO.File]::Exists($tool)) { return $tool }
    }
    Fail "``$Package`` holds no $Program" 'is it a package of DevMirrors?'
}

$script:program = ''
$script:leading = @()
function FindTool {
    $vendored = Join $here 'devmirrors'
    # A copy that is damaged is an error, with or without a runtime: nothing else may quietly take its place.
    if ([IO.Directory]::Exists($vendored)) {
        CheckVendored $vendored
        if (HasRuntime) {
            $script:program = $dotnet
            $script:leading = @(Join $vendored 'devmirrors.dll')
            return
        }
        if (-not $feed) {
            Fail 'the vendored copy needs the .NET runtime 10 or later, and there is none here' `
                'install the .NET SDK 10, or name a folder with the native package by --feed or DEVMIRRORS_FEED'
        }
    }
    ReadLock
    $rid = Platform
    $package = FindPackage "DevMirrors.$rid"
    if ($package) {
        $name = if ($windows) { 'devmirrors.exe' } else { 'devmirrors' }
        $script:program = OpenPackage $package "DevMirrors.$rid" "$rid/$name"
        if (-not $windows) { [void] (Ask '/bin/chmod' @('+x', $program)) }
        return
    }
    if (HasRuntime) { $package = FindPackage 'DevMirrors.any' }
    if (-not $package) {
        [Console]::Error.Write($downloadLog)
        $where = if ($feed) { " and ``$feed`` holds" } else { '' }
        Fail "no DevMirrors $version that this agent can run, for $rid, among the packages that eng/devmirrors.lock pins$where" `
            'install the .NET SDK 10 and commit what `devmirrors init --msbuild` writes, or name a folder with the package by --feed or DEVMIRRORS_FEED'
    }
    $script:leading = @(OpenPackage $package 'DevMirrors.any' 'any/devmirrors.dll')
    $script:program = $dotnet
}

function Words([string] $Verb, [string[]] $More) {
    $all = $leading + $Verb
    if ($policy) { $all += '--policy', $policy }
    foreach ($name in '--region', '--only') { if ($given[$name]) { $all += $name, $given[$name] } }
    $all + $More
}

function DevMirrors([string] $Verb, [string[]] $More = @()) { Ask $program (Words $Verb ($More + '--format' + 'human')) }

function Show($Answer) {
    [Console]::Out.Write($Answer.Output)
    [Console]::Error.Write($Answer.Error)
}

# NAME=value, none of which holds a line break.
function Borrow([string] $Lent) {
    $new = $false
    foreach ($line in $Lent.Split([char[]] "`r`n", [StringSplitOptions]::RemoveEmptyEntries)) {
        $name, $value = $line -split '=', 2
        if ((Variable $name) -cne $value) { $new = $true }
        [Environment]::SetEnvironmentVariable($name, $value)
    }
    $new
}

function Lend {
    Say 'nobody agreed to this policy here, so no file was changed; its settings are lent to this job alone'
    $said = DevMirrors 'env' @('--for', $system)
    [Console]::Error.Write($said.Error)
    if ($system -eq 'github') { [IO.File]::AppendAllText((Variable 'GITHUB_ENV'), $said.Output) }
    elseif ($system -eq 'azure') { [Console]::Out.Write($said.Output) }
    else {
        [IO.File]::WriteAllText($envFile, $said.Output)
        Say "for the next commands: . '$envFile'"
    }
}

[void] [IO.Directory]::CreateDirectory($temp)
try {
    FindTool
    if ($command.Count) {
        $process = Started $program (Words 'exec' (@('--') + $command)) $false
        $process.WaitForExit()
        exit $process.ExitCode
    }

    # How this system hands a variable to the next commands: by the variable that it documents as its mark.
    $system = if ((Variable 'GITHUB_ACTIONS') -eq 'true' -and (Variable 'GITHUB_ENV')) { 'github' } elseif ((Variable 'TF_BUILD') -eq 'True') { 'azure' } else { 'pwsh' }
    $envFile = Join $work 'env.ps1'
    if ($system -eq 'pwsh') {
        # GitLab among them. The file is there for later lines to source, and empty where the clients' own files say it all.
        MakeWork
        [IO.File]::WriteAllText($envFile, '')
    }

    $answer = DevMirrors 'plan'
    if ($answer.Code -eq 0) {
        $answer = DevMirrors 'apply'
        # DEVM5001: something nearer overrides the files.
        if ($answer.Code -eq 0 -and $answer.Error -notmatch 'DEVM5001') {
            Say 'in step'
            exit 0
        }
    }
    elseif ($answer.Code -eq 1) { $answer = DevMirrors 'apply' }

    if ($answer.Code -eq 4) {
        $lent = (DevMirrors 'env' @('--for', 'github')).Output
        $new = Borrow $lent
        if ($lent -and -not $new) {
            if ($system -eq 'pwsh') { [IO.File]::WriteAllText($envFile, (DevMirrors 'env' @('--for', 'pwsh')).Output) }
            Say 'not agreed to; the settings are lent to this job already'
            exit 0
        }
    }
    Show $answer
    if ($answer.Code -eq 4) { Lend }
    elseif ($answer.Code -ne 0) { exit $answer.Code }
    $answer = DevMirrors 'status'
    Show $answer
    exit $answer.Code
}
finally {
    [IO.Directory]::Delete($temp, $true)
}
