using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Board;

namespace MedMgr.Ops.Demo;

/// <summary>A fictional patient who fits a unit.</summary>
internal sealed class DemoPatient
{
    // Share of inpatients under precautions in a respiratory season: an assumption of the demo, not a figure of any hospital.
    private const double IsolatedShare = 0.08;
    private static readonly string[] Isolations = ["DROPLET:influenza-a", "CONTACT:mrsa", "DROPLET:rsv", "CONTACT:c-difficile"];

    public DemoPatient(Random random, UnitBoard unit, Gender? roomMate)
    {
        Sex = unit.LevelOfCare is LevelOfCare.Maternity or LevelOfCare.Labour ? "F"
            : roomMate is { } mate ? (mate == Gender.Female ? "F" : "M")
            : random.Next(2) == 0 ? "F" : "M";
        AgeYears = unit.LevelOfCare switch
        {
            LevelOfCare.Paediatric or LevelOfCare.PaediatricCritical => random.Next(0, 17),
            LevelOfCare.Maternity or LevelOfCare.Labour => random.Next(19, 42),
            _ => random.Next(20, 95),
        };
        Isolation = roomMate is null && random.NextDouble() < IsolatedShare ? Isolations[random.Next(Isolations.Length)] : null;
    }

    public string Sex { get; }

    public int AgeYears { get; }

    public string? Isolation { get; }
}
