namespace Microsoft.Build.Framework;

/// <summary>
/// Tells MSBuild's multithreaded mode that a task may run inside its process. Declared here because MSBuild matches it by name
/// and the package that this project compiles against does not have it yet: https://github.com/dotnet/msbuild/tree/main/documentation/specs/multithreading.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
internal sealed class MSBuildMultiThreadableTaskAttribute : Attribute;
