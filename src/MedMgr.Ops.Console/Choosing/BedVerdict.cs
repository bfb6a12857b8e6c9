using System.Collections.Immutable;
using MedMgr.Ops.Consoles.Pictures;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Beds;
using MedMgr.Ops.Domain.Encounters;
using MedMgr.Ops.Domain.Placement;
using MedMgr.Ops.Domain.Units;

namespace MedMgr.Ops.Consoles.Choosing;

/// <summary>Whether one bed could take one patient as the house stands, by the same rules that will decide when it is asked.</summary>
/// <param name="Against">Every rule that refuses; those that nobody may set aside first. Empty: the bed will do.</param>
public sealed record BedVerdict(BedId Bed, UnitId Unit, ImmutableArray<Rejection> Against)
{
    public bool WillDo => Against.IsEmpty;

    /// <summary>A person may set the rules aside with a reason.</summary>
    public bool CanBeOverridden => !Against.IsEmpty && Against.All(r => r.Overridable);

    public string Says => string.Join(" ", Against.Select(r => r.Because));

    /// <summary>Of every bed of the house, in the order of the page.</summary>
    public static ImmutableArray<BedVerdict> Of(ConsolePicture picture, EncounterId encounter, EncounterState visit)
    {
        ArgumentNullException.ThrowIfNull(picture);
        ArgumentNullException.ThrowIfNull(visit);
        return
        [
            .. from board in picture.View.Units
               let unit = picture.Units.GetValueOrDefault(board.Id)
               where unit is not null
               from bed in board.Beds
               select new BedVerdict(bed.Id, board.Id, Refusals(picture, unit, bed.Id, encounter, visit)),
        ];
    }

    private static ImmutableArray<Rejection> Refusals(ConsolePicture picture, UnitView unit, BedId bed, EncounterId encounter, EncounterState visit)
    {
        if (visit.Location?.Bed == bed)
        {
            return [new Rejection(RejectionCode.AlreadyInBed, $"{encounter} is in {bed} already.")];
        }

        if (visit.Request?.Assigned?.Bed == bed)
        {
            return [new Rejection(RejectionCode.AlreadyInBed, $"{bed} is kept for {encounter} already.")];
        }

        var at = picture.Now;
        var needs = visit.Needs;

        // A bed is kept for one who asked for it, and taken at once by one who is moved without having asked.
        BedCommand command = visit.Request is not null
            ? new BedCommand.Reserve(new Claim(encounter, needs.Gender, needs.Isolation, at)) { At = at }
            : new BedCommand.Occupy(new Occupant(encounter, needs.Gender, needs.Isolation, at), Reported: false) { At = at };
        var ofBed = BedRules.Decide(bed, unit.Beds[bed], command, unit.Definition.PatientsPerBedMax) is Decision<BedEvent>.Rejected refused ? refused.Because : null;
        var all = PlacementRules.Check(unit, bed, encounter, needs);
        return [.. (ofBed is null ? all : all.Insert(0, ofBed)).OrderBy(r => r.Overridable)];
    }
}
