namespace MedMgr.Sim.Hospital.Model;

/// <param name="Name">Stable: part of the JSON that users keep.</param>
internal sealed record MeasureName(string Name, string Unit, string Says);

/// <summary>The figures of a run, in the order in which a replication gives them.</summary>
internal static class MeasureList
{
    public static readonly MeasureName[] Hospital =
    [
        new("ed.arrivals", "patients", "Patients who came to the emergency department"),
        new("ed.ambulances", "patients", "Ambulances that wanted to come"),
        new("ed.leftUnseen", "patients", "Patients who left without being seen"),
        new("ed.leftUnseenShare", "%", "Share of ED arrivals who left without being seen"),
        new("ed.waitForBed", "minutes", "Mean wait from arrival to an ED bed"),
        new("ed.stay", "hours", "Mean time in the ED, boarding included"),
        new("admissions", "patients", "Decisions to admit"),
        new("admissions.epidemic", "patients", "Admissions for the epidemic"),
        new("departures", "patients", "Inpatients who left or died"),
        new("deaths", "patients", "Inpatients who died"),
        new("readmissions", "patients", "Patients back within 30 days"),
        new("electives.done", "patients", "Operations of the theatre list carried out"),
        new("electives.cancelled", "patients", "Operations of the theatre list cancelled"),
        new("transfersIn.accepted", "patients", "Patients taken from other hospitals"),
        new("transfersIn.refused", "patients", "Patients of other hospitals for whom no bed was found in time"),
        new("births", "patients", "Women admitted in labour"),
        new("births.refused", "patients", "Women in labour sent to another hospital"),
        new("boarding.mean", "patients", "Mean number of patients boarding in ED and recovery"),
        new("boarding.max", "patients", "Most patients boarding at once"),
        new("boarding.hours", "hours", "Patient-hours of boarding"),
        new("boarding.over4h", "patients", "Patients who boarded longer than 4 hours"),
        new("placement.wait", "hours", "Mean wait from the request to the assignment of a bed"),
        new("placement.outliers", "%", "Share of placements outside the patient's own kind of unit"),
        new("placement.moves", "patients", "Patients moved from one ward bed to another"),
        new("census.mean", "patients", "Mean number of inpatients in ward beds"),
        new("occupancy.mean", "%", "Occupied of staffed ward beds"),
        new("nedocs.mean", "points", "Mean NEDOCS score"),
        new("nedocs.max", "points", "Highest NEDOCS score at a full hour"),
        new("nedocs.hoursOvercrowded", "hours", "Hours with NEDOCS above 100"),
        new("diversion.hours", "hours", "Hours on diversion"),
        new("diversion.ambulances", "patients", "Ambulances sent elsewhere"),
        new("staffing.gapHours", "nurse-hours", "Nurse-hours missing for the patients there were"),
        new("staffing.sickShare", "%", "Share of planned shifts missed for sickness"),
        new("staffing.uncovered", "shifts", "Nursing shifts missed without a substitute"),
        new("staffing.agencyShifts", "shifts", "Shifts worked by agency nurses"),
        new("staffing.floated", "shifts", "Nurses floated to another unit"),
        new("housekeeping.turnaround", "minutes", "Mean time from an empty to a clean ward bed"),
        new("discharge.barrierDays", "bed-days", "Days spent in bed by patients fit to leave"),
        new("discharge.lounged", "patients", "Patients who left their bed for the discharge lounge"),
        new("surge.hours", "hours", "Hours at surge level 1 or above"),
        new("surge.bedDays", "bed-days", "Days of open surge beds"),
        new("epidemic.census", "patients", "Mean number of the epidemic's inpatients"),
        new("epidemic.peak", "patients", "Most inpatients of the epidemic at once"),
        new("ventilators.peak", "pieces", "Most ventilators in use at once"),
        new("ventilators.peakShare", "%", "Most ventilators in use, of those owned"),
        new("supplies.n95", "pieces", "N95 respirators used"),
        new("supplies.n95Days", "days", "Days the stock of N95 lasts at that rate (999: no end)"),
        new("supplies.gowns", "pieces", "Gowns used"),
        new("supplies.gownDays", "days", "Days the stock of gowns lasts at that rate (999: no end)"),
        new("supplies.oseltamivir", "courses", "Courses of oseltamivir begun"),
        new("supplies.oseltamivirDays", "days", "Days the stock of oseltamivir lasts at that rate (999: no end)"),
        new("cost.surge", "USD", "Cost of crowding and of the surge: surge beds, cancellations, diversion, boarding, patients lost"),
        new("cost.total", "USD", "Nursing wages, agency and the cost of the surge"),
    ];

    public static readonly MeasureName[] Unit =
    [
        new("occupied.mean", "patients", "Mean occupied beds"),
        new("occupied.max", "patients", "Most occupied beds"),
        new("staffed.mean", "patients", "Mean staffed capacity"),
        new("occupancy.mean", "%", "Occupied of staffed beds"),
        new("breach.hours", "hours", "Hours with more patients and claims than the nurses may care for"),
        new("gap.hours", "nurse-hours", "Nurse-hours missing"),
    ];
}

/// <summary>The curves of a run, in the order in which a replication notes them.</summary>
internal static class CurveList
{
    public static readonly MeasureName[] OfHospital =
    [
        new("census", "patients", "Inpatients in ward beds"), new("boarding", "patients", "Patients boarding"), new("waitingRoom", "patients", "Patients waiting for an ED bed"),
        new("nedocs", "points", "NEDOCS"), new("staffingGap", "nurses", "Nurses missing"), new("diversion", "share", "On diversion"),
        new("epidemic", "patients", "Inpatients of the epidemic"), new("ventilators", "pieces", "Ventilators in use"), new("surgeLevel", "level", "Surge level"),
        new("cost", "USD", "Cost so far"),
    ];

    public static readonly MeasureName[] OfUnit =
        [new("occupied", "patients", "Occupied beds"), new("staffedCapacity", "patients", "Staffed capacity"), new("breach", "share", "More patients than nurses may care for")];
}
