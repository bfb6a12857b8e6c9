using System.Collections.Immutable;
using MedMgr.Ops.Domain.Beds;
using MedMgr.Ops.Domain.Encounters;

namespace MedMgr.Ops.Domain.Board;

/// <summary>Something half done, contested or overdue that can be put right without a person.</summary>
public abstract record Repair
{
    private Repair() { }

    /// <summary>The bed that a patient was reported in can hold the patient by now.</summary>
    public sealed record SettleContested(EncounterId Encounter, BedId Bed) : Repair;

    /// <summary>The visit says that the bed holds it or keeps a place for it; the bed does not.</summary>
    public sealed record TellLostBed(EncounterId Encounter, BedId Bed) : Repair;

    /// <summary>The bed holds a visit that is over or elsewhere.</summary>
    public sealed record VacateBed(BedId Bed, EncounterId Encounter) : Repair;

    /// <summary>The bed keeps a place for a visit that asks for none here.</summary>
    public sealed record ReleaseBed(BedId Bed, EncounterId Encounter) : Repair;

    /// <summary>The block was to end by now.</summary>
    public sealed record UnblockBed(BedId Bed) : Repair;
}

/// <summary>What the reconciler has to do, read off the board. Each repair is checked again by the grains that carry it out.</summary>
public static class Repairs
{
    public static ImmutableArray<Repair> Find(HospitalBoard board, DateTimeOffset now)
    {
        var repairs = ImmutableArray.CreateBuilder<Repair>();
        foreach (var unit in board.Units)
        {
            foreach (var (id, bed) in unit.Beds)
            {
                FindInBed(repairs, board, id, bed, now);
            }
        }

        foreach (var (id, visit) in board.Encounters)
        {
            FindInVisit(repairs, board, id, visit, now);
        }

        return repairs.ToImmutable();
    }

    private static void FindInBed(ImmutableArray<Repair>.Builder repairs, HospitalBoard board, BedId id, Bed bed, DateTimeOffset now)
    {
        switch (bed.State)
        {
            case BedState.Occupied o:
                foreach (var occupant in o.By.Where(p => board.Encounters.GetValueOrDefault(p.Encounter)?.Location?.Bed != id))
                {
                    repairs.Add(new Repair.VacateBed(id, occupant.Encounter));
                }

                foreach (var claim in o.Joining.Where(c => board.Encounters.GetValueOrDefault(c.Encounter)?.Request?.Assigned?.Bed != id))
                {
                    repairs.Add(new Repair.ReleaseBed(id, claim.Encounter));
                }

                break;
            case BedState.Reserved r when board.Encounters.GetValueOrDefault(r.For.Encounter)?.Request?.Assigned?.Bed != id:
                repairs.Add(new Repair.ReleaseBed(id, r.For.Encounter));
                break;
            case BedState.Blocked { Until: { } until } when until <= now:
                repairs.Add(new Repair.UnblockBed(id));
                break;
        }
    }

    private static void FindInVisit(ImmutableArray<Repair>.Builder repairs, HospitalBoard board, EncounterId id, EncounterState visit, DateTimeOffset now)
    {
        if (visit.Location is { Bed: { } lies } && BedOf(board, lies) is { } bed && !bed.Holds(id))
        {
            repairs.Add(new Repair.TellLostBed(id, lies));
        }

        if (visit.Request?.Assigned is { Bed: { } kept } && BedOf(board, kept) is { } keeps && !keeps.IsClaimedBy(id) && !keeps.Holds(id))
        {
            repairs.Add(new Repair.TellLostBed(id, kept));
        }

        if (visit is { Contested.Bed: { } claimed, IsHere: true } && CanTake(board, claimed, id, now))
        {
            repairs.Add(new Repair.SettleContested(id, claimed));
        }
    }

    /// <summary>By the bed's own rule: a special clean has to end first, and a bed for two has room when one of them left.</summary>
    private static bool CanTake(HospitalBoard board, BedId id, EncounterId encounter, DateTimeOffset now) =>
        BedOf(board, id) is { } bed
        && BedRules.Decide(
            id, bed, new BedCommand.Occupy(new Occupant(encounter, Gender.Unknown, null, now), Reported: true) { At = now }, board.Map!.UnitOf(id)!.PatientsPerBedMax)
            is Decision<BedEvent>.Accepted;

    private static Bed? BedOf(HospitalBoard board, BedId id) =>
        board.Map?.UnitOf(id) is { } unit ? board.Units.First(u => u.Definition.Id == unit.Id).Beds[id] : null;
}
