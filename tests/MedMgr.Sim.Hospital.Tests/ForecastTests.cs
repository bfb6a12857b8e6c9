using MedMgr.Ops.Domain.Board;
using MedMgr.Ops.Domain.Encounters;
using MedMgr.Sim.Hospital.Results;
using MedMgr.Sim.Hospital.Scenarios;
using MedMgr.Sim.Hospital.Tests.Support;

namespace MedMgr.Sim.Hospital.Tests;

public class ForecastTests
{
    private static readonly Scenario Rates = Shipped.Scenario("flu-season");
    private static readonly Lazy<HospitalBoard> Board = new(() => Folded(Rates with { Days = 1, WarmUpDays = 12 }));

    [Fact]
    public void A_forecast_begins_with_the_patients_who_lie_there()
    {
        var now = Board.Value.AsOf!.Value;
        var forecast = Forecast.Run(Board.Value.Capture(), now, Rates, 12, 40, seed: 1);
        var view = Board.Value.View(now);
        foreach (var (unit, tile) in forecast.Units.Zip(view.Units).Where(u => u.First.Unit is not ("ED" or "PACU" or "LD")))
        {
            unit.Unit.ShouldBe(tile.Id.Value);
            unit.Occupied.Mean[0].ShouldBe(tile.Figures.Occupied, 3.0, unit.Unit);
            unit.StaffedCapacity[0].ShouldBe(Math.Min(tile.Figures.OpenBeds, tile.Staffing.StaffedCapacity), 0.5 + (0.35 * tile.Staffing.StaffedCapacity), unit.Unit);
        }

        forecast.From.ShouldBe(now);
        forecast.Times[0].ShouldBe(now.AddHours(1));
        forecast.Times.Length.ShouldBe(12);
        forecast.Boarders.Mean[0].ShouldBe(view.Figures.Boarding, 3.0);
    }

    [Fact]
    public void An_empty_board_is_forecast_from_empty()
    {
        var capture = Board.Value.Capture();
        var empty = capture with { Encounters = [], Units = [.. capture.Units.Select(u => u with { Beds = [] })] };
        var forecast = Forecast.Run(empty, capture.AsOf!.Value, Rates, 24, 10, seed: 1);
        forecast.Units.Single(u => u.Unit == "ICU").Occupied.Mean[0].ShouldBe(0, 0.5);
        forecast.Occupied.Mean[0].ShouldBeLessThan(forecast.Occupied.Mean[23]);
    }

    [Fact]
    public void Patients_who_ask_for_a_move_before_their_stage_is_over_are_forecast_too()
    {
        var capture = Board.Value.Capture();
        var asked = new BedRequest(capture.AsOf!.Value.AddHours(-1), null, "test", null);
        var moving = capture with { Encounters = [.. capture.Encounters.Select(e => KeyValuePair.Create(e.Key, e.Value with { Request = e.Value.Request ?? asked }))] };
        var forecast = Forecast.Run(moving, capture.AsOf!.Value, Rates, 48, 40, seed: 3);
        forecast.Occupied.Mean[0].ShouldBe(capture.Encounters.Count(e => e.Value.Location?.Bed is not null), 40);
    }

    [Fact]
    public void Forecasts_of_a_seed_are_the_same_for_any_number_of_threads()
    {
        var capture = Board.Value.Capture();
        ForecastResult Run(int threads) => Forecast.Run(capture, capture.AsOf!.Value, Rates, 24, 12, seed: 4, threads);
        var (one, three) = (Run(1), Run(3));
        three.Occupied.Mean.ShouldBe(one.Occupied.Mean);
        three.Nedocs.P95.ShouldBe(one.Nedocs.P95);
        three.Units.SelectMany(u => u.BreachProbability).ShouldBe(one.Units.SelectMany(u => u.BreachProbability));
    }

    [Fact]
    public void Fewer_nurses_on_the_rota_make_a_breach_likelier()
    {
        var capture = Board.Value.Capture();
        var fewer = Rates with { Staff = Rates.Staff with { Absence = 0.35, CoveredShare = 0 } };
        double Breach(Scenario rates) => Forecast.Run(capture, capture.AsOf!.Value, rates, 48, 20, seed: 4, 2).Units.Sum(u => u.BreachProbability.Sum());
        Breach(fewer).ShouldBeGreaterThan(Breach(Rates) + 5);
    }

    [Fact]
    public void Probabilities_are_probabilities_and_fans_are_in_order()
    {
        var capture = Board.Value.Capture();
        var forecast = Forecast.Run(capture, capture.AsOf!.Value, Rates, 48, 20, seed: 2);
        forecast.Units.SelectMany(u => u.BreachProbability).ShouldAllBe(p => p >= 0 && p <= 1);
        foreach (var series in forecast.Units.Select(u => u.Occupied).Append(forecast.Boarders).Append(forecast.Nedocs))
        {
            for (var i = 0; i < 48; i++)
            {
                new[] { series.P5[i], series.P25[i], series.P50[i], series.P75[i], series.P95[i] }.ShouldBeInOrder();
            }
        }
    }

    [Fact]
    public void A_board_without_a_definition_is_refused()
    {
        var nothing = new HospitalBoard(Rates.Hospital.Id).Capture();
        Should.Throw<ArgumentException>(() => Forecast.Run(nothing, DateTimeOffset.UnixEpoch, Rates, 24, 1, 1)).Message.ShouldContain("no hospital definition");
    }

    private static HospitalBoard Folded(Scenario scenario)
    {
        var board = new HospitalBoard(scenario.Hospital.Id);
        foreach (var step in HospitalSimulation.Record(scenario, seed: 3).Steps)
        {
            board.Apply(step.Position, step.Stream, step.At, step.Event);
        }

        return board;
    }
}
