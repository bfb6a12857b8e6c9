using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Definition;
using MedMgr.Ops.Optimizer.BedPlacement.Scene;

namespace MedMgr.Ops.Optimizer.BedPlacement.HardRules;

/// <summary>A rule about who may lie in one room: with those who are there until they leave, and with those who are planned to come.</summary>
internal abstract class RoomSharingRule : HardRule
{
    protected abstract RejectionCode Code { get; }

    /// <summary>The party that the patient makes in such a room: only one party can be in a room at a time.</summary>
    public abstract Party PartyOf(RoomDefinition room, Patient who);

    public override Verdict Judge(PlacementScene scene, Patient who, HouseBed bed)
    {
        foreach (var rejection in scene.RejectionsInEmptyRoom(who, bed.Room))
        {
            if (rejection.Code == Code)
            {
                return Refuse(rejection.Because, "another room, or an override");
            }
        }

        var earliest = 0;
        foreach (var mate in bed.Room.People)
        {
            // Whoever frees this very bed has left it by then.
            if (mate.Encounter == who.Id || mate.Encounter == bed.FreedBy?.Id || MayShare(bed.Room.Definition, who, mate.Gender, mate.Isolation))
            {
                continue;
            }

            if (mate.LeavesMinute is not { } leaves)
            {
                return Refuse(
                    $"{mate.Encounter} ({Words(mate.Gender, mate.Isolation)}) lies or is expected in room {bed.Room.Definition.Id}, which {who.Id} ({Words(who.Needs.Gender, who.Needs.Isolation)}) may not share.",
                    $"{mate.Encounter} would have to leave the room");
            }

            earliest = Math.Max(earliest, leaves);
        }

        return Verdict.FromMinute(earliest);
    }

    public override bool Allows(PlanDraft draft, Choice choice) => Disturbed(draft, choice) is null;

    public override Refusal WhyNot(PlanDraft draft, Choice choice)
    {
        var other = Disturbed(draft, choice)!;
        return new Refusal(
            Name,
            $"The plan puts {other.Id} ({Words(other.Needs.Gender, other.Needs.Isolation)}) into room {choice.Bed.Room.Definition.Id}, which {choice.Who.Id} ({Words(choice.Who.Needs.Gender, choice.Who.Needs.Isolation)}) may not share.",
            $"{other.Id} would have to go to another room");
    }

    /// <summary>The first whom the plan brings into the room and who may not share it with this patient.</summary>
    private Patient? Disturbed(PlanDraft draft, Choice choice)
    {
        foreach (var other in draft.IntoRoom(choice.Bed.Room))
        {
            if (other.Who != choice.Who && !MayShare(choice.Bed.Room.Definition, choice.Who, other.Who.Needs.Gender, other.Who.Needs.Isolation))
            {
                return other.Who;
            }
        }

        return null;
    }

    protected abstract bool MayShare(RoomDefinition room, Patient who, Gender gender, Isolation? isolation);

    protected abstract string Words(Gender gender, Isolation? isolation);
}

/// <summary>Patients of one party may share a room, patients of two may not.</summary>
/// <param name="IsAlone">A party of one patient only.</param>
internal readonly record struct Party(string Name, bool IsAlone)
{
    public static readonly Party Anybody = new("", false);

    public static Party Of(string name) => new(name, false);

    public static Party Alone(Patient who) => new($"alone {who.Id}", true);

    /// <summary>Of two rules: both have to agree.</summary>
    public Party And(Party other) => new($"{Name}/{other.Name}", IsAlone || other.IsAlone);
}
