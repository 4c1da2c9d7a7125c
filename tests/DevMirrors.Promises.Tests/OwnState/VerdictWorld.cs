using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using DevMirrors.Testing;

namespace DevMirrors.Promises.Tests;

/// <summary>What real probes of mirrors on this machine have left in a home's cache, and how to give it other times.</summary>
internal static partial class VerdictWorld
{
    /// <summary>The built tool's own file: <c>{"format":1,"sha256":"…","body":…}</c>.</summary>
    public static string CacheOf(World world) => Path.Combine(world.Home, ".cache", "devmirrors", "verdicts.json");

    /// <summary>The mirrors <c>m1</c>, <c>m2</c> and so on of the farm for Go, and what they are judged by.</summary>
    public static string Mirrors(MirrorFarm farm) => $"""
        probe:
          timeout: 60s
          sentinels:
            go: {"{"} name: {farm.Packages.GoModule}, version: v1.1.0, sum: "{farm.Packages.Good.GoSum("1.1.0")}" {"}"}
        mirrors:
        {string.Join('\n', farm.Mirrors.Select((m, i) => $"  m{i + 1}: {{ ecosystem: go, url: \"{m.Go}\", private: true, insecure: true }}"))}

        """;

    /// <summary>Moves every time in the file, and makes its hash right again: damage is not what this is about.</summary>
    public static void Move(string path, TimeSpan by)
    {
        var body = Body().Match(File.ReadAllText(path)).Groups[1].Value;
        body = Time().Replace(body, m => DateTimeOffset.Parse(m.Value, CultureInfo.InvariantCulture).Add(by).ToString("O", CultureInfo.InvariantCulture));
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(body)));
        File.WriteAllText(path, $$"""{"format":1,"sha256":"{{hash}}","body":{{body}}}""" + "\n");
    }

    [GeneratedRegex(@"""body"":(\{.*\})\}\n$", RegexOptions.Singleline)]
    private static partial Regex Body();

    [GeneratedRegex(@"\d{4}-\d\d-\d\dT[\d:.]+\+00:00")]
    private static partial Regex Time();
}
