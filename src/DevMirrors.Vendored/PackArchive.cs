using System;
using System.IO;
using System.IO.Compression;
using System.Linq;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

/// <summary>Packs files flat into one archive: the same bytes for the same files, whoever builds it and whenever. MSBuild's own task keeps times and the disk's order.</summary>
public sealed class PackArchive : Task
{
    // The first that the format knows.
    private static readonly DateTimeOffset Always = new DateTimeOffset(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Each is packed under its own name, or that of its metadata <c>VendoredName</c>.</summary>
    [Required]
    public ITaskItem[] Files { get; set; }

    [Required]
    public string Archive { get; set; }

    public override bool Execute()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Archive));
        using (var archive = new ZipArchive(File.Create(Archive), ZipArchiveMode.Create))
        {
            foreach (var file in Files.OrderBy(NameOf, StringComparer.Ordinal))
                Add(archive, file);
        }
        return true;
    }

    private static void Add(ZipArchive archive, ITaskItem file)
    {
        var entry = archive.CreateEntry(NameOf(file), CompressionLevel.Optimal);
        entry.LastWriteTime = Always;
        using (var target = entry.Open())
        using (var source = File.OpenRead(file.GetMetadata("FullPath")))
            source.CopyTo(target);
    }

    private static string NameOf(ITaskItem file)
    {
        var name = file.GetMetadata("VendoredName");
        return name.Length > 0 ? name : file.GetMetadata("Filename") + file.GetMetadata("Extension");
    }
}
