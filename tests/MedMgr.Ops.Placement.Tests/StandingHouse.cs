using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Board;
using MedMgr.Ops.Domain.Definition;
using MedMgr.Ops.Domain.Encounters;
using MedMgr.Ops.Domain.Log;
using MedMgr.Ops.Domain.Surge;
using MedMgr.Ops.Domain.Units;
using MedMgr.Ops.Grains.Hospitals;
using MedMgr.Ops.Grains.Tests;

namespace MedMgr.Ops.Placement.Tests;

/// <summary>A board of the test hospital that stands still between the tests' own events, with a nurse on duty in each unit.</summary>
internal sealed class StandingHouse : IBoardReader
{
    private readonly HospitalBoard _board = new(TestHospital.Id);

    public StandingHouse()
    {
        Happens(Streams.Hospital, new HospitalEvent.Defined(TestHospital.Definition) { At = TestHospital.Start });
        foreach (var unit in TestHospital.Definition.Units)
        {
            var nurse = new OnDuty(new StaffId($"N-{unit.Id}"), StaffRole.RegisteredNurse, TestHospital.Start, TestHospital.Start.AddHours(12));
            Happens(Streams.Of(unit.Id), new UnitEvent.StaffArrived(nurse) { At = TestHospital.Start });
        }
    }

    /// <summary>While set, nobody can look at the board.</summary>
    public Task Curtain { get; set; } = Task.CompletedTask;

    public void Asks(string visit, LevelOfCare level = LevelOfCare.General)
    {
        var stream = Streams.Of(new EncounterId(visit));
        Happens(stream, new EncounterEvent.Registered(Here: false) { At = TestHospital.Start });
        Happens(stream, new EncounterEvent.DetailsChanged(null, null, TestHospital.Needs() with { LevelOfCare = level }) { At = TestHospital.Start });
        Happens(stream, new EncounterEvent.BedRequested(null, "test") { At = TestHospital.Start });
    }

    public void Happens(string stream, object @event)
    {
        lock (_board)
        {
            _board.Apply(_board.Position + 1, stream, TestHospital.Start, @event);
        }
    }

    public async ValueTask<T> ReadAsync<T>(HospitalId hospital, Func<HospitalBoard, T> read)
    {
        await Curtain;
        lock (_board)
        {
            return read(_board);
        }
    }
}
