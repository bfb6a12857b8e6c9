using MedMgr.Ops.Domain.Beds;
using MedMgr.Ops.Domain.Board;
using MedMgr.Ops.Domain.Encounters;
using MedMgr.Ops.Domain.Log;
using MedMgr.Sim.Hospital.Results;
using MedMgr.Sim.Hospital.Tests.Support;

namespace MedMgr.Sim.Hospital.Tests;

public class RecordingTests
{
    private static readonly Lazy<Recording> Day = new(() => HospitalSimulation.Record(Shipped.Scenario("flu-season-surge") with { Days = 2, WarmUpDays = 4 }, seed: 3));

    [Fact]
    public void A_recording_goes_through_the_logs_json_and_folds_into_the_same_board()
    {
        var (direct, read) = (new HospitalBoard(Day.Value.Hospital.Id), new HospitalBoard(Day.Value.Hospital.Id));
        foreach (var step in Day.Value.Steps)
        {
            direct.Apply(step.Position, step.Stream, step.At, step.Event);
            read.Apply(step.Position, step.Stream, step.At, EventNames.FromJson(EventNames.NameOf(step.Event), EventNames.ToJson(step.Event)));
        }

        var at = direct.AsOf!.Value;
        read.View(at).Figures.ShouldBe(direct.View(at).Figures);
        direct.View(at).Figures.Occupied.ShouldBeGreaterThan(150);
    }

    [Fact]
    public void Versions_count_up_in_each_stream_and_time_never_runs_backwards()
    {
        foreach (var stream in Day.Value.Steps.GroupBy(s => s.Stream))
        {
            stream.Select(s => s.Version).ShouldBe(Enumerable.Range(1, stream.Count()).Select(i => (long)i));
        }

        Day.Value.Steps.Select(s => s.Position).ShouldBe(Enumerable.Range(1, Day.Value.Steps.Length).Select(i => (long)i));
        Day.Value.Steps.Zip(Day.Value.Steps.Skip(1)).ShouldAllBe(pair => pair.First.At <= pair.Second.At && pair.First.Transaction <= pair.Second.Transaction);
    }

    [Fact]
    public void Every_family_of_events_occurs_and_beds_live_their_whole_life()
    {
        var names = Day.Value.Steps.Select(s => EventNames.NameOf(s.Event)).ToHashSet();
        string[] expected =
        [
            "hospital-defined", "unit-staff-arrived", "unit-staff-left", "staff-shift-started", "staff-shift-ended", "encounter-registered", "encounter-bed-requested",
            "encounter-bed-assigned", "encounter-placed", "encounter-discharge-expected", "encounter-discharge-ordered", "encounter-departed", "bed-reserved", "bed-occupied",
            "bed-vacated", "bed-cleaning-started", "bed-made-ready",
        ];
        expected.ShouldBeSubsetOf(names);
    }

    [Fact]
    public void Nobody_lies_in_two_beds_and_no_bed_holds_two()
    {
        var lies = new Dictionary<string, string>();
        var holds = new Dictionary<string, string>();
        foreach (var step in Day.Value.Steps)
        {
            switch (step.Event)
            {
                case BedEvent.Occupied e:
                    holds.TryAdd(step.Stream, e.Patient.Encounter.Value).ShouldBeTrue($"{step.Stream} at {step.At:u}");
                    break;
                case BedEvent.Vacated e:
                    holds.Remove(step.Stream).ShouldBeTrue();
                    lies.Remove(e.Encounter.Value);
                    break;
                case EncounterEvent.Placed { Place.Bed: { } bed }:
                    lies[step.Stream["encounter/".Length..]] = bed.Value;
                    break;
            }
        }

        holds.Count.ShouldBeGreaterThan(150);
        holds.Values.Distinct().Count().ShouldBe(holds.Count);
        foreach (var (encounter, bed) in lies.Where(l => holds.ContainsValue(l.Key)))
        {
            holds["bed/" + bed].ShouldBe(encounter);
        }
    }
}
