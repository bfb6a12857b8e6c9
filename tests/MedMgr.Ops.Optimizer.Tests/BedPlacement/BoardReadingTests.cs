using System.Collections.Immutable;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Beds;
using MedMgr.Ops.Domain.Board;
using MedMgr.Ops.Domain.Definition;
using MedMgr.Ops.Domain.Encounters;
using MedMgr.Ops.Domain.Log;
using MedMgr.Ops.Domain.Placement;
using MedMgr.Ops.Domain.Surge;
using MedMgr.Ops.Optimizer.BedPlacement;
using static MedMgr.Ops.Domain.LevelOfCare;

namespace MedMgr.Ops.Optimizer.Tests.BedPlacement;

/// <summary>From the events of a hospital to a problem.</summary>
public sealed class BoardReadingTests
{
    private static readonly DateTimeOffset Now = House.Now;

    private readonly HospitalBoard _board = new(HospitalId.Of("h"));
    private long _position;

    public BoardReadingTests()
    {
        var units = new House().Unit("ED", Emergency, ["E1", "E2"]).Unit("PACU", PostAnaesthesia, ["P1"]).Unit("ICU", Critical, ["I1", "I2"]).Unit("MED", General, ["M1", "M2", "M3"])
            .Problem().Units.Select(u => u.Definition);
        Apply(Streams.Hospital, new HospitalEvent.Defined(new HospitalDefinition(
            HospitalId.Of("h"), "House", "UTC", new StaffingLimits(11, 16, 60), [.. units], [], [])) { At = Now });
    }

    [Fact]
    public void Boarders_recovering_transfers_and_the_expected_are_told_apart_and_the_wait_begins_with_the_request()
    {
        Here("ed", "ED", "E1", General);
        Here("pacu", "PACU", "P1", General);
        Here("lies", "MED", "M1", Critical);
        Visit("later", new EncounterEvent.Registered(false) { At = Now });
        foreach (var who in (string[])["ed", "pacu", "lies", "later"])
        {
            Visit(who, new EncounterEvent.BedRequested(who == "lies" ? UnitId.Of("ICU") : null, "test") { At = Now.AddMinutes(-25) });
        }

        var problem = Problem();
        problem.Waiting.Select(w => (w.Encounter.Value, w.Kind)).ShouldBe(
            [("ed", WaitingKind.EdBoarder), ("later", WaitingKind.Elective), ("lies", WaitingKind.Transfer), ("pacu", WaitingKind.Pacu)], ignoreOrder: true);
        problem.Waiting.ShouldAllBe(w => w.Since == Now.AddMinutes(-25));
        problem.Waiting.Single(w => w.Encounter.Value == "lies").Target.ShouldBe(UnitId.Of("ICU"));
        problem.Position.ShouldBe(_position);
    }

    [Fact]
    public void One_for_whom_a_bed_is_kept_waits_no_more_and_keeps_it()
    {
        Here("ed", "ED", "E1", General);
        Visit("ed", new EncounterEvent.BedRequested(null, "test") { At = Now });
        Visit("ed", new EncounterEvent.BedAssigned(new Place(UnitId.Of("MED"), BedId.Of("M1"))) { At = Now });
        Apply("bed/M1", new BedEvent.Reserved(new Claim(EncounterId.Of("ed"), Gender.Female, null, Now)) { At = Now });
        var problem = Problem();
        problem.Waiting.ShouldBeEmpty();
        problem.Units.Single(u => u.Definition.Id.Value == "MED").Beds[BedId.Of("M1")].State.ShouldBeOfType<BedState.Reserved>();
    }

    [Fact]
    public void Departures_come_from_what_is_expected_then_from_the_order_and_the_overdue_are_expected_an_hour_from_now()
    {
        Here("told", "MED", "M1", General);
        Visit("told", new EncounterEvent.DischargeExpected(Now.AddMinutes(70)) { At = Now });
        Here("ordered", "MED", "M2", General);
        Visit("ordered", new EncounterEvent.DischargeOrdered { At = Now.AddMinutes(-30) });
        Here("overdue", "MED", "M3", General);
        Visit("overdue", new EncounterEvent.DischargeExpected(Now.AddMinutes(-5)) { At = Now.AddHours(-2) });
        Here("tomorrow", "ICU", "I1", Critical);
        Visit("tomorrow", new EncounterEvent.DischargeExpected(Now.AddDays(1)) { At = Now });

        Problem().Inpatients.ToDictionary(i => i.Encounter.Value, i => (i.Leaves!.Value - Now).TotalMinutes)
            .ShouldBe(new Dictionary<string, double> { ["told"] = 70, ["ordered"] = 90, ["overdue"] = 60 }, ignoreOrder: true);
    }

    [Fact]
    public void Who_needs_less_than_intensive_care_may_be_moved_only_when_somebody_waits_for_what_that_frees()
    {
        Here("better", "ICU", "I1", General);
        Here("ill", "ICU", "I2", Critical);
        Here("shock", "ED", "E1", Critical);
        Problem().Inpatients.ShouldBeEmpty();

        Visit("shock", new EncounterEvent.BedRequested(null, "test") { At = Now });
        Problem().Inpatients.Single().ShouldSatisfyAllConditions(i => i.Encounter.Value.ShouldBe("better"), i => i.Movable.ShouldBeTrue());
        Problem(PlacementOptions.Default with { AllowMoves = false }).Inpatients.ShouldBeEmpty();
    }

    [Fact]
    public void A_board_without_definition_and_options_out_of_range_are_refused_with_the_way_out()
    {
        Should.Throw<ArgumentException>(() => PlacementProblem.FromBoard(new HospitalBoard(HospitalId.Of("new")), Now, PlacementOptions.Default))
            .Message.ShouldContain("define it first");
        Should.Throw<ArgumentException>(() => Problem(PlacementOptions.Default with { HorizonMinutes = 0, Weights = new PlacementWeights { Move = -1 } }))
            .Message.ShouldStartWith("HorizonMinutes is 0; use 1 to 1440. Move is -1; use 0 to 10000.");
    }

    private PlacementProblem Problem(PlacementOptions? options = null) => PlacementProblem.FromBoard(_board, Now, options ?? PlacementOptions.Default);

    private void Here(string who, string unit, string bed, LevelOfCare level)
    {
        Visit(who, new EncounterEvent.Registered(true) { At = Now.AddHours(-3) });
        Visit(who, new EncounterEvent.DetailsChanged(null, null, new BedNeeds(level, Gender.Female, null, 40, [], null, 3)) { At = Now.AddHours(-3) });
        Visit(who, new EncounterEvent.Placed(new Place(UnitId.Of(unit), BedId.Of(bed)), false) { At = Now.AddHours(-2) });
        Apply($"bed/{bed}", new BedEvent.Occupied(new Occupant(EncounterId.Of(who), Gender.Female, null, Now.AddHours(-2)), false) { At = Now.AddHours(-2) });
    }

    private void Visit(string who, EncounterEvent @event) => Apply($"encounter/{who}", @event);

    private void Apply(string stream, object @event) => _board.Apply(++_position, stream, Now, @event);
}
