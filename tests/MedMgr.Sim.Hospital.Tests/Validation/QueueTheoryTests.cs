using MedMgr.Sim.Hospital.Validation;
using MedMgr.Sim.Hospital.Validation.Models;

namespace MedMgr.Sim.Hospital.Tests.Validation;

/// <summary>The formulas against numbers that others have published.</summary>
public sealed class QueueTheoryTests
{
    [Fact]
    public void MM5_has_the_published_chance_of_waiting_and_mean_wait()
    {
        QueueTheory.ErlangC(5, 4.0).ShouldBe(0.554113, 5e-7);
        QueueTheory.MeanWait(5, 4.0, 16.0).ShouldBe(8.865801, 5e-7);
    }

    // A. K. Erlang's own table gives 0.1991 for 5 lines and 4 erlangs; one line of one erlang loses half.
    [Theory]
    [InlineData(1, 1.0, 0.5)]
    [InlineData(2, 1.0, 0.2)]
    [InlineData(5, 4.0, 0.1991)]
    public void Erlang_B_gives_the_values_of_its_tables(int lines, double load, double lost) => QueueTheory.ErlangB(lines, load).ShouldBe(lost, 5e-5);

    [Fact]
    public void The_stroke_model_offers_the_exact_loads()
    {
        StrokeGroup.AcuteLoad(StrokeGroup.Published).ShouldBe(8.1455, 5e-5);
        StrokeGroup.RehabLoad(StrokeGroup.Published).ShouldBe(9.7182, 5e-5);
    }

    [Theory]
    [InlineData(9, 0.1806)]
    [InlineData(10, 0.1283)]
    [InlineData(11, 0.0867)]
    [InlineData(12, 0.0556)]
    [InlineData(13, 0.0337)]
    [InlineData(14, 0.0192)]
    public void The_chance_of_an_acute_delay_is_the_exact_one(int beds, double chance) =>
        QueueTheory.DelayChance(beds, StrokeGroup.AcuteLoad(StrokeGroup.Published)).ShouldBe(chance, 5.1e-5);

    [Theory]
    [InlineData(10, 0.2015)]
    [InlineData(12, 0.1091)]
    [InlineData(13, 0.0754)]
    [InlineData(14, 0.0497)]
    [InlineData(15, 0.0312)]
    [InlineData(16, 0.0186)]
    public void The_chance_of_a_rehabilitation_delay_is_the_exact_one(int beds, double chance) =>
        QueueTheory.DelayChance(beds, StrokeGroup.RehabLoad(StrokeGroup.Published)).ShouldBe(chance, 5.1e-5);

    [Fact]
    public void A_delay_with_unlimited_beds_is_as_likely_as_a_loss_with_limited_ones()
    {
        for (var beds = 1; beds <= 30; beds++)
        {
            QueueTheory.DelayChance(beds, 9.7).ShouldBe(QueueTheory.ErlangB(beds, 9.7), 1e-12);
        }
    }
}
