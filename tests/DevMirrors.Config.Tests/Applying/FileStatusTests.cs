using DevMirrors.Testing;

namespace DevMirrors.Config.Tests;

public class FileStatusTests
{
    /// <summary>By this a lock is noticed that was deleted between opening and locking it.</summary>
    [Fact]
    public void An_open_file_that_was_deleted_has_no_name_left_though_another_took_its_place()
    {
        using var scratch = new ScratchMachine();
        var path = scratch.Write("lock", "");
        using var open = File.OpenHandle(path);
        var before = FileStatus.Read(open);

        File.Delete(path);
        File.WriteAllText(path, "another");

        Assert.Equal(1u, before?.Links);
        Assert.Equal(0u, FileStatus.Read(open)?.Links);
        Assert.Equal(1u, FileStatus.Read(path, followLinks: false)?.Links);
    }
}
