using System.Text;

namespace DevMirrors.Testing;

/// <summary>The tarball of an npm package.</summary>
internal static class NpmTarball
{
    public static byte[] Make(string name, string version, byte[] payload) => Archives.Gzip(Archives.Tar(
        ("package/package.json", Encoding.UTF8.GetBytes($$"""{ "name": "{{name}}", "version": "{{version}}" }""")),
        ("package/index.js", "module.exports = 1;\n"u8.ToArray()),
        ("package/demo.bin", payload)));
}
