using System.Collections.Concurrent;

namespace DevMirrors.Testing;

/// <summary>What the farm serves: one package per ecosystem, the same bytes in every run.</summary>
public sealed class FarmPackages
{
    private readonly ConcurrentDictionary<int, Stock> _stocks = new();

    public FarmPackages() => Good = Variant(0);

    public string GoModule { get; init; } = "example.test/demo";

    /// <summary>May have a scope.</summary>
    public string Npm { get; init; } = "demo";

    public string NuGet { get; init; } = "Farm.Demo";

    /// <summary>With its namespace, as a registry has it.</summary>
    public string Image { get; init; } = "library/demo";

    /// <summary>The oldest first.</summary>
    public IReadOnlyList<Release> Releases { get; init; } =
    [
        new("1.0.0", new DateTimeOffset(2024, 1, 10, 8, 0, 0, TimeSpan.Zero)),
        new("1.1.0", new DateTimeOffset(2024, 6, 20, 9, 30, 0, TimeSpan.Zero)),
        new("1.2.0", new DateTimeOffset(2025, 3, 30, 10, 45, 0, TimeSpan.Zero)),
    ];

    /// <summary>Bytes of the one large file in each package; they do not compress.</summary>
    public int Size { get; init; } = 4096;

    public Release Newest => Releases[^1];

    /// <summary>The true packages, with the sums to pin.</summary>
    public Stock Good { get; }

    /// <summary>The packages under the same names and versions with other content: 0 is the true one, 1 is what tampering mirrors serve.</summary>
    internal Stock Variant(int number) => number < 2 ? _stocks.GetOrAdd(number, n => new Stock(this, n)) : new Stock(this, number);
}
