namespace MedMgr.Sim.Hospital.Model;

/// <summary>What is counted in a run, since the warm-up.</summary>
internal enum Counted
{
    EdArrivals, Ambulances, AmbulancesDiverted, LeftUnseen, Admissions, EpidemicAdmissions, Placements, OutlierPlacements, Moves, BoardedOver4Hours, Departures, Deaths,
    Readmissions, ElectivesDone, ElectivesCancelled, TransfersAccepted, TransfersRefused, Births, BirthsRefused, ShiftsPlanned, ShiftsSick, ShiftsUncovered, BedsCleaned,
    Floated, AgencyShifts, Lounged, Oseltamivir, SurgeUps,
}

/// <summary>Sums of hours, pieces and the like, since the warm-up.</summary>
internal enum Summed { EdWaitHours, EdSeen, EdStayHours, EdLeft, AdmitWaitHours, TurnaroundHours, BarrierDays, Nedocs, OvercrowdedHours, DiversionHours, SurgeHours, AgencyHours, N95, Gowns }

/// <summary>What one replication found.</summary>
/// <param name="Measures">In the order of <see cref="MeasureList.Hospital"/>.</param>
/// <param name="Units">For each unit in the order of <see cref="MeasureList.Unit"/>.</param>
/// <param name="Curves">For each series the value at each look, one series after another.</param>
internal sealed record RunOutcome(double[] Measures, double[][] Units, float[] Curves, Ledger Ledger);

/// <summary>Everybody who ever came, from the first moment of the run to its end: for the laws that hold exactly.</summary>
/// <param name="PresentArea">Patients present, integrated over the run, in patient-hours.</param>
/// <param name="SojournHours">The same, added up patient by patient.</param>
internal sealed record Ledger(int Came, int Went, int Present, double PresentArea, double SojournHours, long Events);
