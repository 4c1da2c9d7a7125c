namespace DevMirrors.Promises.Tests;

/// <summary>Something that speaks against writing a file.</summary>
/// <param name="Make">A script; <c>$1</c> is the file, <c>$2</c> its folder. It may set <c>as</c>, what runs the tool.</param>
/// <param name="Reason">What the message says.</param>
/// <param name="Clear">A script that lets the file be deleted again.</param>
/// <param name="Arrange">What no script can make, beside the file: gets the file's path.</param>
internal sealed record Obstacle(string Name, string Make, string Reason, string Clear = "true", bool AsUser = false, Action<string>? Arrange = null)
{
    public const uint User = 12345;

    public static readonly IReadOnlyList<Obstacle> Unwritable =
    [
        new("read-only mount", "mount --bind \"$2\" \"$2\" && mount -o remount,bind,ro \"$2\"", "the file system is read-only"),
        new("read-only mount, another user", "mount --bind \"$2\" \"$2\" && mount -o remount,bind,ro \"$2\"", "the file system is read-only", AsUser: true),
        new("mode 0444", "chmod 444 \"$1\"", "it is read-only (mode 0444)"),
        new("mode 0444, another user", "chmod 444 \"$1\"", "it is read-only (mode 0444)", AsUser: true),
        new("folder 0555", "chmod 555 \"$2\"", "its folder `", "chmod 755 \"$2\"", AsUser: true),
        new("immutable", "chattr +i \"$1\"", "it is immutable or append-only", "chattr -i \"$1\""),
        new("append-only", "chattr +a \"$1\"", "it is immutable or append-only", "chattr -a \"$1\""),
        new("immutable folder", "chattr +i \"$2\"", "is immutable or append-only", "chattr -i \"$2\""),
        new("immutable, another user", "chattr +i \"$1\"", "it is immutable or append-only", "chattr -i \"$1\"", AsUser: true),
        new("somebody else's file", "chown 1:1 \"$1\" && chmod 666 \"$1\"", "it belongs to another user", AsUser: true),
    ];

    public static readonly IReadOnlyList<Obstacle> Mounted =
    [
        new("bind-mounted single file", "cp -p \"$1\" \"$1.host\" && mount --bind \"$1.host\" \"$1\"", "it is mounted by itself, as containers do with single files"),
        new("bound to itself", "mount --bind \"$1\" \"$1\"", "it is mounted by itself, as containers do with single files"),
    ];

    public static readonly IReadOnlyList<Obstacle> Linked =
    [
        new("two hard links", "ln \"$1\" \"$1.second\"", "it has 2 hard links"),
        new("three hard links", "ln \"$1\" \"$1.second\" && ln \"$1\" \"$1.third\"", "it has 3 hard links"),
    ];

    public static readonly IReadOnlyList<Obstacle> Odd =
    [
        new("FIFO", "rm \"$1\" && mkfifo \"$1\"", "it is not a regular file"),
        new("character device", "rm \"$1\" && mknod \"$1\" c 1 3", "it is not a regular file"),
        new("block device", "rm \"$1\" && mknod \"$1\" b 7 250", "it is not a regular file"),
        new("socket", "mv \"$1.socket\" \"$1\"", "it is not a regular file", Arrange: f => LibC.MakeSocket(f + ".socket")),
        new("folder", "rm \"$1\" && mkdir \"$1\"", "it is a folder"),
        new("link to a character device", "rm \"$1\" && mknod \"$1.node\" c 1 3 && ln -s \"$1.node\" \"$1\"", "it is not a regular file"),
        new("link to a FIFO", "rm \"$1\" && mkfifo \"$1.node\" && ln -s \"$1.node\" \"$1\"", "it is not a regular file"),
        new("link to a socket", "rm \"$1\" && ln -s \"$1.socket\" \"$1\"", "it is not a regular file", Arrange: f => LibC.MakeSocket(f + ".socket")),
        new("dangling link", "rm \"$1\" && ln -s nowhere \"$1\"", "it is a symbolic link to nothing"),
        new("loop of links", "rm \"$1\" && ln -s \"$1.other\" \"$1\" && ln -s \"$1\" \"$1.other\"", "oo many"),
    ];

    public override string ToString() => Name;
}
