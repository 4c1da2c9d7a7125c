namespace DevMirrors.Testing;

/// <summary>A version of everything that the farm serves.</summary>
/// <param name="Version">Without the <c>v</c> that Go puts before it.</param>
/// <param name="Time">When it was published, UTC.</param>
public sealed record Release(string Version, DateTimeOffset Time)
{
    public string Iso => Time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);
}
