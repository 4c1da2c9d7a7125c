namespace DevMirrors.Config;

/// <summary>Reads the mirrors that a policy defines itself.</summary>
internal sealed class MirrorReader(DiagnosticBag found)
{
    public List<MirrorDefinition> Read(YamlNode? node) =>
        [.. node.Entries().Select(e => ReadOne(e.Key, e.Value)).OfType<MirrorDefinition>()];

    private MirrorDefinition? ReadOne(YamlScalar id, YamlNode node)
    {
        if (node.Child("ecosystem").Located() is not { } ecosystem || node.Child("url").Located() is not { } url)
            return null;
        var isInsecure = node.Child("insecure").IsTrue();
        Diagnose.Url(url, MirrorUrl.Judge(url.Text, ecosystem.Text, isInsecure), found);
        return new MirrorDefinition(
            new Located(id.Text, id.Place), ecosystem.Text, url, node.Child("private").IsTrue(), isInsecure, ReadToken(node));
    }

    private Located? ReadToken(YamlNode node)
    {
        var variable = node.Child("auth").Child("token-env").Located();
        if (variable is not null && CredentialText.LooksRandom(variable.Text))
            found.Add(Diagnose.CredentialInPolicy(variable.Place));
        return variable;
    }
}
