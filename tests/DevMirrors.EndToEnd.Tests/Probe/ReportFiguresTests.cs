using DevMirrors.Config;
using DevMirrors.Tool;

namespace DevMirrors.EndToEnd.Tests;

public class ReportFiguresTests
{
    [Theory]
    [InlineData(0.2, "< 1 ms")]
    [InlineData(38.4, "38 ms")]
    [InlineData(999.6, "1.0 s")]
    [InlineData(1_900, "1.9 s")]
    [InlineData(42_000, "42 s")]
    [InlineData(600_000, "10 min")]
    public void Times_are_written_as_people_write_them(double milliseconds, string text) =>
        Assert.Equal(text, Figures.Time(TimeSpan.FromMilliseconds(milliseconds)));

    [Theory]
    [InlineData(0, "none")]
    [InlineData(59, "59 s")]
    [InlineData(720, "12 min")]
    [InlineData(3_600, "1 h")]
    [InlineData(18_720, "5 h 12 min")]
    [InlineData(86_400, "1 d")]
    [InlineData(273_600, "3 d 4 h")]
    public void Lags_have_two_units_at_most(int seconds, string text) => Assert.Equal(text, Figures.Span(TimeSpan.FromSeconds(seconds)));

    [Theory]
    [InlineData(0, "0 B")]
    [InlineData(999, "999 B")]
    [InlineData(1_000, "1.0 KiB")]
    [InlineData(1_023 * 1024, "1.0 MiB")]
    [InlineData(2_516_582, "2.4 MiB")]
    [InlineData(5e12, "4657 GiB")]
    public void Bytes_are_counted_in_powers_of_1024(double bytes, string text) => Assert.Equal(text, Figures.Bytes(bytes));

    [Theory]
    [InlineData(null)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_rate_that_nobody_could_measure_is_not_known(double? rate) => Assert.Equal(Figures.Unknown, Figures.Rate(rate));

    [Fact]
    public void The_first_byte_of_a_new_connection_comes_after_every_step_to_it()
    {
        static TimeSpan Ms(int ms) => TimeSpan.FromMilliseconds(ms);

        Assert.Equal(Ms(10), Figures.UntilFirstByte(new Phases(Ms(1), Ms(2), Ms(3), Ms(4))));
        Assert.Equal(Ms(6), Figures.UntilFirstByte(new Phases(null, Ms(2), null, Ms(4))));
        Assert.Null(Figures.UntilFirstByte(new Phases(Ms(1), Ms(2), Ms(3), null)));
    }
}
