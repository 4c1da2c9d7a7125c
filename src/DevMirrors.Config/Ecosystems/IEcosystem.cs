namespace DevMirrors.Config;

/// <summary>
/// A family of clients that share mirrors: which files they read, what those must hold, and what the clients make of them.
/// Adding one is one file and one line in <see cref="EcosystemList"/>; see docs/adding-an-ecosystem.md.
/// </summary>
public interface IEcosystem
{
    /// <summary>The word of the policy and of <c>--only</c>.</summary>
    string Name { get; }

    /// <summary>The formats of its files: undo finds them by name.</summary>
    IReadOnlyList<IFileFormat> Formats { get; }

    /// <summary>What the files of this scope must hold. Reads, never writes; what a client cannot express is a diagnostic.</summary>
    IReadOnlyList<FileTarget> Targets(EcosystemRequest request, DiagnosticBag found);

    /// <summary>Whose value this is, as far as the value itself tells: upstream's and a catalogue mirror's are replaced without asking.</summary>
    ValueKind Judge(string key, SettingValue value, EcosystemRequest request);

    /// <summary>What stands for a key that is given back and had no baseline; null removes it.</summary>
    SettingValue? Default(string key) => null;

    /// <summary>What each client uses now, by our own reading of its precedence, beside what the selection wants.</summary>
    IReadOnlyList<Reading> Read(EcosystemRequest request, DiagnosticBag found);

    /// <summary>What one command needs to use this selection, with no file of the user's changed.</summary>
    Loan Lend(EcosystemRequest request, DiagnosticBag found);

    /// <summary>
    /// What a running client must read before the undone file, or null: dockerd keeps a mirror whose key is simply gone.
    /// The applier writes it, calls <see cref="Reload"/>, and only then undoes.
    /// </summary>
    IDocument? BeforeUndo(IDocument current, FileEdit undo, Machine machine) => null;

    /// <summary>
    /// Whether a file as planned, or as it was, would send a credential to another host than the file on disk does: one that came after what is now given
    /// back. An error in <paramref name="found"/> then says which.
    /// </summary>
    bool MovesCredential(FileEdit edit, Machine machine, DiagnosticBag found) => false;

    /// <summary>Tells running clients about a file just written; what we may not signal is an info with the exact command.</summary>
    void Reload(FileEdit written, Machine machine, DiagnosticBag found)
    {
    }
}

/// <summary>What a value in a client's file is.</summary>
public enum ValueKind
{
    /// <summary>The client's own default, spelt out.</summary>
    Upstream,

    /// <summary>A catalogue mirror.</summary>
    Mirror,

    /// <summary>Something that somebody set by hand.</summary>
    Foreign,
}

/// <summary>What an ecosystem is asked about.</summary>
/// <param name="PolicyPath">Absolute: the owner that the journal records.</param>
public sealed record EcosystemRequest(
    EcosystemSelection Selection, Scope Scope, Machine Machine, MirrorCatalogue Catalogue, Journal Journal, string PolicyPath)
{
    /// <summary>False for a build: what belongs to another policy or was set by hand then stays.</summary>
    public bool TakesOver { get; init; } = true;

    /// <summary>The folder of the policy: where project-scope files live.</summary>
    public string RepositoryFolder => Path.GetDirectoryName(PolicyPath)!;
}

/// <summary>What a client uses for one setting, and where that comes from.</summary>
/// <param name="Setting">The client's own name: <c>GOPROXY</c>, <c>registry</c>, <c>@corp:registry</c>.</param>
/// <param name="Wanted">What the policy wants; null where it wants the client's default.</param>
/// <param name="Effective">What the client uses; null for its built-in default. Masked.</param>
/// <param name="Source"><c>FILE:LINE</c>, <c>environment variable NAME</c> or <c>default</c>.</param>
/// <param name="ShadowedBy">What overrides the file that we write, or null.</param>
/// <param name="Asked">What the client itself says, where it was asked and differs; else null.</param>
public sealed record Reading(
    string Ecosystem,
    string Client,
    string Setting,
    string? Wanted,
    string? Effective,
    string Source,
    bool InStep,
    string? ShadowedBy = null,
    string? Asked = null);

/// <summary>What `exec` and `env` lend to one command.</summary>
/// <param name="Variables">In order; a null value unsets the variable.</param>
/// <param name="Files">Relative path → content, written below a folder that is ours. <c>{folder}</c> in a variable's value stands for that folder.</param>
/// <param name="Links">Relative path → absolute target, made below the same folder.</param>
public sealed record Loan(
    IReadOnlyList<KeyValuePair<string, string?>> Variables,
    IReadOnlyList<KeyValuePair<string, string>> Files,
    IReadOnlyList<KeyValuePair<string, string>> Links)
{
    public static readonly Loan Nothing = new([], [], []);

    /// <summary>
    /// Variables that are only lent all together: one without the others would ask a mirror for private names. Empty where each may stand alone.
    /// </summary>
    public IReadOnlyList<string> OnlyTogether { get; init; } = [];

    /// <summary>Variables that only make sense beside <see cref="Files"/>: <c>exec</c> sets them, <c>env</c> and builds have no folder to point to.</summary>
    public IReadOnlyList<KeyValuePair<string, string?>> BesideFiles { get; init; } = [];
}
