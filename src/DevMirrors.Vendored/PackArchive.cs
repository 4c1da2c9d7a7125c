using System;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Text;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

/// <summary>
/// Packs files into one archive, the same bytes for the same files, whoever builds it and whenever: the length of what follows once unpacked (four bytes, the lowest
/// first), then, compressed together, a line `LENGTH NAME` for each file, an empty line, and the files. CarriedFiles unpacks it.
/// No zip: reading that costs the native program a megabyte of code.
/// </summary>
public sealed class PackArchive : Task
{
    /// <summary>Each is packed under its own name, or that of its metadata <c>VendoredName</c>.</summary>
    [Required]
    public ITaskItem[] Files { get; set; }

    [Required]
    public string Archive { get; set; }

    /// <summary>Takes ten seconds more.</summary>
    public bool Smallest { get; set; }

    public override bool Execute()
    {
        var files = Files.OrderBy(NameOf, StringComparer.Ordinal).Select(f => new { Name = NameOf(f), Bytes = File.ReadAllBytes(f.GetMetadata("FullPath")) }).ToList();
        var header = Encoding.UTF8.GetBytes(string.Concat(files.Select(f => f.Bytes.Length + " " + f.Name + "\n")) + "\n");
        var length = header.Length + files.Sum(f => f.Bytes.Length);
        Directory.CreateDirectory(Path.GetDirectoryName(Archive));
        using (var archive = File.Create(Archive))
        {
            for (var shift = 0; shift < 32; shift += 8)
                archive.WriteByte((byte)(length >> shift));
            using (var packed = Compress(archive))
            {
                packed.Write(header, 0, header.Length);
                foreach (var file in files)
                    packed.Write(file.Bytes, 0, file.Bytes.Length);
            }
        }
        return true;
    }

    // By name: MSBuild compiles this against .NET Standard 2.0, which does not have the class; the SDK that runs it has.
    private Stream Compress(Stream target)
    {
        const int smallest = 3;
        var level = Smallest ? (CompressionLevel)smallest : CompressionLevel.Fastest;
        var type = Type.GetType("System.IO.Compression.BrotliStream, System.IO.Compression.Brotli", true);
        return (Stream)Activator.CreateInstance(type, target, level);
    }

    private static string NameOf(ITaskItem file)
    {
        var name = file.GetMetadata("VendoredName");
        return name.Length > 0 ? name : file.GetMetadata("Filename") + file.GetMetadata("Extension");
    }
}
