using System.Runtime.Versioning;

namespace DevMirrors.Config.Tests;

[CollectionDefinition(nameof(AloneBecauseOfTheUmask), DisableParallelization = true)]
public class AloneBecauseOfTheUmask;

/// <summary>Alone, because the umask belongs to the whole process.</summary>
[UnsupportedOSPlatform("windows")]
[Collection(nameof(AloneBecauseOfTheUmask))]
[Trait("Promise", "P9")]
public sealed class FileModeTests : IDisposable
{
    private readonly WriterScratch _home = new();
    private readonly uint _umask = LibC.SetUmask(0x12);

    public void Dispose()
    {
        LibC.SetUmask(_umask);
        _home.Dispose();
    }

    public static TheoryData<string, string> ModesAndUmasks()
    {
        // Only root reads a file of mode 0200, or anything that it made under umask 0777.
        string[] modes = ["600", "640", "644", "660", "664", "666", "755", "4755", .. Environment.IsPrivilegedProcess ? ["200"] : Array.Empty<string>()];
        string[] umasks = ["000", "022", "077", .. Environment.IsPrivilegedProcess ? ["777"] : Array.Empty<string>()];
        var data = new TheoryData<string, string>();
        foreach (var mode in modes)
        {
            foreach (var umask in umasks)
                data.Add(mode, umask);
        }
        return data;
    }

    [Theory]
    [MemberData(nameof(ModesAndUmasks))]
    public void The_mode_survives_apply_and_undo(string mode, string umask)
    {
        var path = _home.Write("rc", "a=1\n");
        File.SetUnixFileMode(path, Bits(mode));
        var edit = _home.Edit("rc", "a=9");
        LibC.SetUmask((uint)Bits(umask));

        Assert.Equal([EditResult.Written], _home.Apply(edit));
        Assert.Equal(Bits(mode), File.GetUnixFileMode(path));

        Assert.Equal([EditResult.Written], _home.Undo());
        Assert.Equal(Bits(mode), File.GetUnixFileMode(path));
    }

    [Theory]
    [InlineData("000", "600", "666")]
    [InlineData("022", "600", "644")]
    [InlineData("027", "600", "640")]
    [InlineData("077", "600", "600")]
    public void A_new_user_file_is_private_and_a_new_project_file_follows_the_umask(string umask, string user, string project)
    {
        var inRepository = Path.Combine(_home.Repository, "rc");
        LibC.SetUmask((uint)Bits(umask));

        _home.Apply(_home.Edit("rc", "a=9"), _home.EditAt(inRepository, Scope.Project, "a=9"));

        Assert.Equal((Bits(user), Bits(project)), (File.GetUnixFileMode(_home.PathOf("rc")), File.GetUnixFileMode(inRepository)));
    }

    [Fact]
    public void A_new_machine_file_is_readable_for_everybody()
    {
        var path = _home.Machine.InRoot("etc", "lines");
        LibC.SetUmask((uint)Bits("077"));

        Assert.Equal([EditResult.Written], _home.Apply(_home.EditAt(path, Scope.Machine, "a=9")));

        Assert.Equal((Bits("644"), Bits("755")), (File.GetUnixFileMode(path), File.GetUnixFileMode(_home.Machine.InRoot("etc"))));
    }

    [Fact]
    public void The_temporary_file_is_private_from_birth_whatever_the_umask()
    {
        LibC.SetUmask(0);
        using var created = AtomicFile.Create(_home.PathOf("rc.tmp"));
        Assert.Equal(AtomicFile.Private, File.GetUnixFileMode(_home.PathOf("rc.tmp")));
    }

    [Fact]
    public void Folders_made_for_a_user_file_are_private()
    {
        LibC.SetUmask(0);
        _home.Apply(_home.Edit(".config/lines/rc", "a=9"));
        Assert.Equal(AtomicFile.PrivateFolder, File.GetUnixFileMode(_home.PathOf(".config/lines")));
    }

    [Fact]
    public void Everything_in_the_state_folder_is_for_us_alone()
    {
        LibC.SetUmask(0);
        _home.Write("rc", "//registry.example/:_authToken=secret\na=1\n");
        _home.Apply(_home.Edit("rc", "a=9"));

        Assert.Equal(AtomicFile.PrivateFolder, File.GetUnixFileMode(_home.State.Path));
        foreach (var folder in Directory.EnumerateDirectories(_home.State.Path, "*", SearchOption.AllDirectories))
            Assert.Equal(AtomicFile.PrivateFolder, File.GetUnixFileMode(folder));
        foreach (var file in Directory.EnumerateFiles(_home.State.Path, "*", SearchOption.AllDirectories))
            Assert.Equal(AtomicFile.Private, File.GetUnixFileMode(file));
    }

    [Fact]
    public void Extended_attributes_survive()
    {
        var path = _home.Write("rc", "a=1\n");
        LibC.SetAttribute(path, "user.note", "kept"u8.ToArray());

        _home.Apply(_home.Edit("rc", "a=9"));

        Assert.Equal("kept"u8.ToArray(), LibC.Attribute(path, "user.note"));
    }

    [Fact]
    public void An_acl_survives_and_a_folders_default_acl_is_not_put_in_its_place()
    {
        var path = _home.Write("rc", "a=1\n");
        var other = _home.Write("other", "a=1\n");
        LibC.SetAttribute(path, "system.posix_acl_access", Acl(named: 12345));
        LibC.SetAttribute(_home.Machine.Home, "system.posix_acl_default", Acl(named: 23456));

        _home.Apply(_home.Edit("rc", "a=9"), _home.Edit("other", "a=9"));

        Assert.Equal(Acl(named: 12345), LibC.Attribute(path, "system.posix_acl_access"));
        Assert.Null(LibC.Attribute(other, "system.posix_acl_access"));
    }

    [Fact]
    public void Root_leaves_a_file_with_its_owner_and_new_ones_to_the_owner_of_the_folder()
    {
        if (UnixFile.UserId != 0)
            return;
        const uint somebody = 12345;
        LibC.ChangeOwner(_home.Write("rc", "a=1\n"), somebody);
        LibC.ChangeOwner(_home.Machine.Home, somebody);

        Assert.Equal([EditResult.Written, EditResult.Written], _home.Apply(_home.Edit("rc", "a=9"), _home.Edit(".config/lines/rc", "a=9")));

        foreach (var path in Directory.EnumerateFileSystemEntries(_home.Machine.Home, "*", SearchOption.AllDirectories))
            Assert.Equal((path, somebody, somebody), (path, FileStatus.Read(path, false)!.User, FileStatus.Read(path, false)!.Group));
    }

    /// <summary>The kernel's form of user::rw-,user:NAMED:rw-,group::r--,mask::rw-,other::---.</summary>
    private static byte[] Acl(uint named)
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes);
        writer.Write(2);
        foreach (var (tag, permission, id) in new[] { (1, 6, uint.MaxValue), (2, 6, named), (4, 4, uint.MaxValue), (16, 6, uint.MaxValue), (32, 0, uint.MaxValue) })
        {
            writer.Write((ushort)tag);
            writer.Write((ushort)permission);
            writer.Write(id);
        }
        return bytes.ToArray();
    }

    private static UnixFileMode Bits(string octal) => (UnixFileMode)Convert.ToInt32(octal, 8);
}
