namespace DevMirrors.Config;

/// <summary>The JSON schema of mirrors.yaml, which is part of the product.</summary>
public static class PolicySchema
{
    public static string Text()
    {
        using var reader = new StreamReader(typeof(PolicySchema).Assembly.GetManifestResourceStream("mirrors.schema.json")!);
        return reader.ReadToEnd();
    }
}
