using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Board;
using MedMgr.Ops.Domain.Surge;
using MedMgr.Sim.Hospital.Scenarios;
using MedMgr.Sim.Hospital.Tests.Support;

namespace MedMgr.Sim.Hospital.Tests;

public class ForecastEffectTests
{
    private static readonly Scenario Rates = Shipped.Scenario("flu-season");
    private static readonly UnitId Unit = new("MED-4E");
    private static readonly Lazy<BoardCapture> Crowded = new(() =>
    {
        var scenario = Rates with { Days = 1, WarmUpDays = 12 };
        var board = new HospitalBoard(scenario.Hospital.Id);
        foreach (var step in HospitalSimulation.Record(scenario, seed: 3).Steps)
        {
            board.Apply(step.Position, step.Stream, step.At, step.Event);
        }

        return board.Capture();
    });

    [Fact]
    public void An_action_that_changes_nothing_has_no_effect_to_the_last_replication()
    {
        var board = Crowded.Value;
        foreach (var at in Forecast.Effect(board, board, board.AsOf!.Value, Rates, Unit, [4, 12], 8, seed: 1).At)
        {
            at.Boarders.ShouldSatisfyAllConditions(e => e.Difference.ShouldBe(0), e => e.Low.ShouldBe(0), e => e.High.ShouldBe(0), e => e.IsDecided.ShouldBeFalse());
            at.Occupied.With.ShouldBe(at.Occupied.Without);
        }
    }

    [Fact]
    public void Nurses_who_are_called_in_make_it_less_likely_that_their_unit_is_short_of_them()
    {
        var board = Crowded.Value;
        var now = board.AsOf!.Value;
        var without = board with
        {
            Units = [.. board.Units.Select(u => u.Id == Unit ? u with { State = u.State with { OnDuty = [.. u.State.OnDuty.Where(p => !p.CountsForRatio).Concat(u.State.OnDuty.Where(p => p.CountsForRatio).Take(1))] } } : u)],
        };
        var with = SurgeTrial.Of(without, new SurgeAction(Unit, CallIn: 9), now).ShouldBeOfType<SurgeTrial.Tried>().Board;
        var soon = Forecast.Effect(without, with, now, Rates, Unit, [1], 40, seed: 1).At.ShouldHaveSingleItem();
        soon.UnitBreach.Without.ShouldBeGreaterThan(0.8);
        soon.UnitBreach.With.ShouldBeLessThan(0.2);
        soon.UnitBreach.IsDecided.ShouldBeTrue();
    }

    [Fact]
    public void The_same_seed_gives_the_same_effect_for_any_number_of_threads()
    {
        var board = Crowded.Value;
        var with = SurgeTrial.Of(board, new SurgeAction(Unit, CallIn: 2), board.AsOf!.Value).ShouldBeOfType<SurgeTrial.Tried>().Board;
        EffectsOf(3).ShouldBe(EffectsOf(1));

        IEnumerable<Results.EffectAt> EffectsOf(int threads) => Forecast.Effect(board, with, board.AsOf!.Value, Rates, Unit, [4, 12, 24], 10, seed: 7, threads).At;
    }

    [Fact]
    public void A_unit_that_the_house_has_not_is_refused() =>
        Should.Throw<ArgumentException>(() => Forecast.Effect(Crowded.Value, Crowded.Value, Crowded.Value.AsOf!.Value, Rates, new("NOWHERE"), [4], 2, 1))
            .Message.ShouldContain("NOWHERE");
}
