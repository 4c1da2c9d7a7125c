using System.Runtime.CompilerServices;
using DevMirrors.Testing;
using NuGet.Configuration;

namespace DevMirrors.Config.Tests;

/// <summary>NuGet's own library reads every case file as ours does, before and after.</summary>
public class NuGetRefereeTests
{
    public static TheoryData<string> Files()
    {
        var data = new TheoryData<string>();
        foreach (var file in Directory.EnumerateFiles(Cases(), "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
            if (Path.GetFileName(file) is "before" or "after" && new FileInfo(file).Length > 0)
                data.Add(Path.GetRelativePath(Cases(), file).Replace('\\', '/'));
        return data;
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Our_reader_and_NuGet_agree_on_sources_mapping_and_what_is_broken(string name)
    {
        using var scratch = new ScratchMachine();
        var path = scratch.Write("nuget.config", File.ReadAllBytes(Path.Combine(Cases(), name)));
        var found = new DiagnosticBag();
        var document = NuGetConfigFormat.Read(path, File.ReadAllBytes(path), found);

        var settings = Load(path, out var refused);

        if (document is null)
        {
            // We refuse more than NuGet does where an edit could lose something: another encoding, great depth.
            Assert.True(refused is not null || found[0].Message.Contains("UTF-8") || found[0].Message.Contains("deeper"), found[0].Message);
            return;
        }
        Assert.Null(refused);
        var theirs = PackageSourceProvider.LoadPackageSources(settings!).ToList();
        var ours = document.Items("packageSources").Select(i => (i.Key, i.Values[0])).Where(s => !s.Item2.StartsWith('%')).ToList();
        Assert.Equal(ours, theirs.Select(s => (s.Name, s.Source)).Where(s => ours.Any(o => o.Key == s.Name)));
        Assert.Equal(document.Items("disabledPackageSources").Select(i => i.Key).Order(), theirs.Where(s => !s.IsEnabled).Select(s => s.Name).Order());
        var mapping = new PackageSourceMappingProvider(settings!).GetPackageSourceMappingItems();
        Assert.Equal(
            document.Items("packageSourceMapping").Select(i => $"{i.Key}: {string.Join(' ', i.Values.Order())}").Order(),
            mapping.Select(m => $"{m.Key}: {string.Join(' ', m.Patterns.Select(p => p.Pattern).Order())}").Order());
    }

    [Fact]
    public void The_feed_has_the_name_that_NuGet_gives_it() => Assert.Equal(NuGetNames.Feed, NuGetConstants.FeedName);

    private static ISettings? Load(string path, out Exception? refused)
    {
        try
        {
            refused = null;
            return Settings.LoadSpecificSettings(Path.GetDirectoryName(path)!, Path.GetFileName(path));
        }
        catch (NuGetConfigurationException e)
        {
            refused = e;
            return null;
        }
    }

    private static string Cases([CallerFilePath] string path = "") => Path.Combine(Path.GetDirectoryName(path)!, "..", "Cases", "nuget");
}
