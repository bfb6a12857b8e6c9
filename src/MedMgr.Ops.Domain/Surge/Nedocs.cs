namespace MedMgr.Ops.Domain.Surge;

/// <summary>What the crowding score is computed from.</summary>
/// <param name="EdPatients">Everybody in the emergency department, waiting room and hallway included.</param>
/// <param name="EdBeds">Licensed treatment spaces, hallway spaces not counted.</param>
/// <param name="EdAdmitsWaiting">Patients in the ED for whom a bed is requested (boarding).</param>
/// <param name="HospitalBeds">Inpatient beds, the ED's not counted.</param>
/// <param name="VentilatedInEd">Patients in the ED on a ventilator.</param>
/// <param name="LongestAdmitWaitHours">Longest wait of those who board now.</param>
/// <param name="LastBeddedWaitHours">From arrival to bed of the patient who was bedded last.</param>
public readonly record struct NedocsInputs(
    int EdPatients, int EdBeds, int EdAdmitsWaiting, int HospitalBeds, int VentilatedInEd, double LongestAdmitWaitHours, double LastBeddedWaitHours);

/// <summary>Bands of the score: up to 20, 60, 100, 140, 180, above.</summary>
public enum NedocsBand { Normal, Busy, ExtremelyBusy, Overcrowded, SeverelyOvercrowded, Disaster }

/// <summary>National Emergency Department Overcrowding Scale.</summary>
/// <remarks>
/// -20 + 85.8 (ED patients / ED beds) + 600 (admits waiting / hospital beds) + 13.4 ventilated + 0.93 longest admit wait (h) + 5.64 wait of the
/// last bedded (h). Source: Weiss et al., Acad Emerg Med 2004; the terms are those of the original paper, some web calculators permute them.
/// </remarks>
public static class Nedocs
{
    /// <summary>Null when the hospital has no ED beds or no inpatient beds: the score is undefined there.</summary>
    public static double? Score(NedocsInputs i) =>
        i.EdBeds <= 0 || i.HospitalBeds <= 0
            ? null
            : -20
                + 85.8 * i.EdPatients / i.EdBeds
                + 600.0 * i.EdAdmitsWaiting / i.HospitalBeds
                + 13.4 * i.VentilatedInEd
                + 0.93 * i.LongestAdmitWaitHours
                + 5.64 * i.LastBeddedWaitHours;

    public static NedocsBand Band(double score) => score switch
    {
        <= 20 => NedocsBand.Normal,
        <= 60 => NedocsBand.Busy,
        <= 100 => NedocsBand.ExtremelyBusy,
        <= 140 => NedocsBand.Overcrowded,
        <= 180 => NedocsBand.SeverelyOvercrowded,
        _ => NedocsBand.Disaster,
    };
}
