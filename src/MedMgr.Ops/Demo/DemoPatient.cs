using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Definition;

namespace MedMgr.Ops.Demo;

/// <summary>A fictional patient who fits a room.</summary>
/// <param name="Sex">HL7 table 0001.</param>
internal sealed record DemoPatient(string Sex, int AgeYears, string? Isolation)
{
    // Share of inpatients under precautions in a respiratory season: an assumption of the demo, not a figure of any hospital.
    private const double IsolatedShare = 0.08;
    private static readonly string[] Isolations = ["DROPLET:influenza-a", "CONTACT:mrsa", "DROPLET:rsv", "CONTACT:c-difficile"];

    /// <param name="roomMate">Whoever lies in the same room already.</param>
    public static DemoPatient For(Random random, UnitDefinition unit, RoomDefinition room, Gender? roomMate)
    {
        var sex = unit.LevelOfCare is LevelOfCare.Maternity or LevelOfCare.Labour || room.GenderPolicy == GenderPolicy.FemaleOnly ? "F"
            : room.GenderPolicy == GenderPolicy.MaleOnly ? "M"
            : room.GenderPolicy == GenderPolicy.SameGender && roomMate is { } mate ? (mate == Gender.Female ? "F" : "M")
            : random.Next(2) == 0 ? "F" : "M";
        var age = unit.LevelOfCare switch
        {
            LevelOfCare.Paediatric or LevelOfCare.PaediatricCritical => random.Next(0, 17),
            LevelOfCare.Maternity or LevelOfCare.Labour => random.Next(19, 42),
            _ => random.Next(20, 95),
        };
        return new DemoPatient(sex, age, room.Beds.Length == 1 && random.NextDouble() < IsolatedShare ? Isolations[random.Next(Isolations.Length)] : null);
    }
}
