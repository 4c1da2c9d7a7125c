using System.Runtime.CompilerServices;
using Microsoft.Build.Locator;

namespace DevMirrors.Tasks.Tests;

/// <summary>MSBuild's own assemblies come from the installed SDK, as they do when it loads a task.</summary>
internal static class SdkBuild
{
#pragma warning disable CA2255 // A test assembly has no entry point of its own, and the types of MSBuild must be found before the first test.
    [ModuleInitializer]
    internal static void Find() => MSBuildLocator.RegisterDefaults();
#pragma warning restore CA2255
}
