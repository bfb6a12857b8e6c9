using System.Collections.Immutable;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Beds;
using MedMgr.Ops.Domain.Board;
using MedMgr.Ops.Domain.Definition;
using MedMgr.Ops.Domain.Encounters;
using MedMgr.Ops.Domain.Placement;

namespace MedMgr.Ops.Optimizer.BedPlacement;

/// <summary>From the live board to a placement problem: who waits, who leaves, who may be moved.</summary>
internal static class BoardReading
{
    public static PlacementProblem Read(HospitalBoard board, DateTimeOffset now, PlacementOptions options, PlacementPlan? lastPlan)
    {
        if (options.WhatIsWrong() is { Count: > 0 } wrong)
        {
            throw new ArgumentException(string.Join(" ", wrong), nameof(options));
        }

        var map = board.Map ?? throw new ArgumentException($"Hospital {board.Id} has no definition yet: define it first.", nameof(board));
        ImmutableArray<WaitingPatient> waiting =
        [
            .. from pair in board.Encounters
               let visit = pair.Value
               where visit.Request is { Assigned: null } && !visit.IsOver
               orderby visit.Request!.Since, pair.Key.Value
               select Waits(pair.Key, visit, map, now),
        ];
        return new PlacementProblem(
            now,
            board.Position,
            [.. map.Definition.Units.Select(u => board.Units.First(x => x.Definition.Id == u.Id).ForPlacement(now))],
            waiting,
            [.. Inpatients(board, map, waiting, now, options)],
            options,
            lastPlan);
    }

    private static WaitingPatient Waits(EncounterId id, EncounterState visit, HospitalMap map, DateTimeOffset now)
    {
        var from = visit.IsHere ? visit.Location : null;
        var kind = (visit.IsHere, from is null ? null : map.Unit(from.Unit)?.LevelOfCare) switch
        {
            (false, _) => WaitingKind.Elective,
            (true, LevelOfCare.Emergency or null) => WaitingKind.EdBoarder,
            (true, LevelOfCare.PostAnaesthesia) => WaitingKind.Pacu,
            _ => WaitingKind.Transfer,
        };
        return new WaitingPatient(id, kind, from, visit.Needs, visit.Request!.Since, now, visit.Request.Target);
    }

    private static IEnumerable<Inpatient> Inpatients(
        HospitalBoard board, HospitalMap map, ImmutableArray<WaitingPatient> waiting, DateTimeOffset now, PlacementOptions options)
    {
        var horizon = now.AddMinutes(options.HorizonMinutes);
        var wanted = waiting.SelectMany(ScarceThings).ToHashSet();
        var movable = 0;
        foreach (var (id, visit) in board.Encounters.OrderBy(e => e.Key.Value, StringComparer.Ordinal))
        {
            if (visit is not { IsHere: true, Location: { Bed: { } bed } place } || map.UnitOf(bed) is not { } unit)
            {
                continue;
            }

            var leaves = Leaves(visit, now, options);
            var mayMove = leaves is null && visit is { Request: null, Standing: Standing.Active } && options.AllowMoves && movable < options.MovablePatientsMax
                && FreesSomethingScarce(visit, unit, map.RoomOf(bed)!, wanted);
            movable += mayMove ? 1 : 0;
            if (mayMove || leaves <= horizon)
            {
                yield return new Inpatient(id, place, visit.Needs, leaves <= horizon ? leaves : null, mayMove);
            }
        }
    }

    /// <summary>Who has another bed in view leaves this one for it. The order is a promise without a time; an expected time that has passed is a promise that is overdue.</summary>
    private static DateTimeOffset? Leaves(EncounterState visit, DateTimeOffset now, PlacementOptions options) => visit switch
    {
        { Request.Assigned: not null } => now.AddMinutes(options.MoveMinutes),
        { DischargeExpectedAt: { } expected } => expected > now ? expected : now.AddMinutes(options.OverdueDepartureMinutes),
        { DischargeOrderedAt: { } ordered } => ordered.AddMinutes(options.OrderToDepartureMinutes) is var leaves && leaves > now
            ? leaves
            : now.AddMinutes(options.OverdueDepartureMinutes),
        _ => null,
    };

    private static IEnumerable<object> ScarceThings(WaitingPatient patient)
    {
        if (patient.Needs.LevelOfCare is { } level)
        {
            yield return level;
        }

        foreach (var capability in NeededCapabilities.Of(patient.Needs))
        {
            yield return capability;
        }
    }

    /// <summary>The unit gives more care than the patient needs, or the room has what somebody waits for and this patient does not need.</summary>
    private static bool FreesSomethingScarce(EncounterState visit, UnitDefinition unit, RoomDefinition room, HashSet<object> wanted)
    {
        var fitForLess = CareLadder.StepsAbove(unit.LevelOfCare, visit.Needs.LevelOfCare) > 0 && unit.Accepts.Any(level => wanted.Contains(level));
        var needed = NeededCapabilities.Of(visit.Needs);
        return unit.LevelOfCare is not (LevelOfCare.Emergency or LevelOfCare.PostAnaesthesia)
            && (fitForLess || room.Capabilities.Any(c => !needed.Contains(c) && wanted.Contains(c)));
    }
}
