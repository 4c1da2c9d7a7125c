using System.Text;

namespace DevMirrors.Testing;

/// <summary>A version of a Go module, as a module proxy serves it.</summary>
internal sealed record GoModule(byte[] Mod, byte[] Zip, string Sum, string ModSum)
{
    public static GoModule Make(string module, string version, byte[] payload, int variant)
    {
        // The go.mod of another variant differs as well, and means the same.
        var mod = Encoding.UTF8.GetBytes($"module {module}\n\ngo 1.18\n{(variant == 0 ? "" : $"\n// {variant}\n")}");
        var at = $"{module}@{version}/";
        (string, byte[])[] files = [(at + "demo.go", "package demo\n"u8.ToArray()), (at + "demo.bin", payload), (at + "go.mod", mod)];
        return new GoModule(mod, Archives.Zip(files), Sums.GoHash(files), Sums.GoHash(("go.mod", mod)));
    }
}
