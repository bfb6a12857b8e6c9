using System.Collections.Concurrent;
using System.Collections.Immutable;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Beds;
using MedMgr.Ops.Domain.Encounters;
using MedMgr.Ops.Domain.Log;
using MedMgr.Ops.Domain.Staffing;
using MedMgr.Ops.Domain.Surge;
using MedMgr.Ops.Domain.Units;
using MedMgr.Ops.EventLog;
using MedMgr.Sim.Hospital.Drills;

namespace MedMgr.Ops.Drills;

/// <summary>What people did at the real hospital, read from its log, done in the simulated one.</summary>
internal sealed class BoardFollower
{
    private readonly IEventLog _log;
    private readonly HospitalId _hospital;
    private readonly Func<string, bool> _isOurs;
    private readonly ConcurrentQueue<ImmutableArray<RecordedEvent>> _arrived = new();

    /// <param name="isOurs">The drill's own systems: what they told, the simulation knows.</param>
    public BoardFollower(IEventLog log, HospitalId hospital, Func<string, bool> isOurs) => (_log, _hospital, _isOurs) = (log, hospital, isOurs);

    /// <summary>Discrepancies that arose between what was told and what the house held to be true.</summary>
    public int Discrepancies { get; private set; }

    /// <summary>Follows the log until cancelled.</summary>
    public async Task Listen(long afterPosition, CancellationToken cancellationToken)
    {
        await foreach (var transaction in _log.TailAsync(_hospital.Value, afterPosition, cancellationToken))
        {
            _arrived.Enqueue(transaction);
        }
    }

    /// <summary>Follows everything that has arrived.</summary>
    /// <returns>The lines of the timeline, and the beds that were given on the board and that the simulated hospital could not give.</returns>
    public (List<TimelineEntry> Entries, List<EncounterId> NotGiven, bool Anything) Follow(DrillRun run)
    {
        var (entries, notGiven, anything) = (new List<TimelineEntry>(), new List<EncounterId>(), false);
        while (_arrived.TryDequeue(out var transaction))
        {
            Discrepancies += transaction.Count(e => e.Type is "encounter-discrepancy-raised" or "hospital-discrepancy-raised");
            if (transaction[0].Cause is not { Kind: CauseKind.User, Actor: var actor } || _isOurs(actor))
            {
                continue;
            }

            foreach (var recorded in transaction)
            {
                var happened = EventNames.FromJson(recorded.Type, recorded.Payload.Span);
                var id = Streams.Parse(recorded.Stream).Id;
                if (DecisionWords.Of(id, happened, person => IsOwn(run, person)) is { } what)
                {
                    entries.Add(new TimelineEntry(recorded.At, TimelineKind.Decision, actor, what));
                }

                if (Follow(run, id, happened, actor) is { } whyNot)
                {
                    entries.Add(new TimelineEntry(recorded.At, TimelineKind.Drill, "simulation", $"could not follow {DecisionWords.Of(id, happened, person => IsOwn(run, person))}: {whyNot}"));
                    if (happened is EncounterEvent.BedAssigned)
                    {
                        notGiven.Add(EncounterId.Of(id));
                    }
                }

                anything = true;
            }
        }

        return (entries, notGiven, anything);
    }

    private static bool IsOwn(DrillRun run, StaffId person) => run.Board.Map!.Staff(person) is not null;

    private static string? Follow(DrillRun run, string id, object happened, string actor)
    {
        switch (happened)
        {
            case EncounterEvent.BedAssigned { Bed.Bed: { } bed } when !run.Has(EncounterId.Of(id), bed):
                return run.Assign(EncounterId.Of(id), bed, actor);
            case EncounterEvent.AssignmentReleased { Bed.Bed: { } bed, Why: var why } when run.Has(EncounterId.Of(id), bed):
                run.Unassign(EncounterId.Of(id), why);
                return null;
            case EncounterEvent.Placed { Place.Bed: { } bed }:
                return run.Place(EncounterId.Of(id), bed, actor);
            case EncounterEvent.Departed:
                return run.Depart(EncounterId.Of(id));
            case BedEvent.Blocked e:
                return run.Change(BedId.Of(id), BedStatus.Blocked, e.Reason);
            case BedEvent.Closed e:
                return run.Change(BedId.Of(id), BedStatus.Closed, e.Reason);
            case BedEvent.Unblocked or BedEvent.Opened or BedEvent.MadeReady:
                return run.Change(BedId.Of(id), BedStatus.Ready, null);
            case StaffEvent.ShiftStarted e:
                run.Send(StaffId.Of(id), e.Unit, e.Until);
                return null;
            case StaffEvent.Floated e:
                run.Send(StaffId.Of(id), e.To, run.Plan.Ends);
                return null;
            case StaffEvent.ShiftEnded:
                run.Send(StaffId.Of(id), null, run.Now);
                return null;
            case UnitEvent.StaffArrived { Person: var nurse } when !IsOwn(run, nurse.Staff):
                run.SendAgency(nurse.Staff, UnitId.Of(id), nurse.Until);
                return null;
            case UnitEvent.StaffLeft { Staff: var nurse } when !IsOwn(run, nurse):
                run.SendAgency(nurse, UnitId.Of(id), null);
                return null;
            case HospitalEvent.SurgeLevelSet e:
                run.SetSurgeLevel(e.Level, e.At);
                return null;
            default:
                return null;
        }
    }
}
