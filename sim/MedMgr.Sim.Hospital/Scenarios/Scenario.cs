using System.Collections.Immutable;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Definition;
using MedMgr.Sim.Hospital.Epidemics;

namespace MedMgr.Sim.Hospital.Scenarios;

/// <summary>A hospital with what comes upon it, how it works and what it plans to do.</summary>
/// <param name="Start">The first day that counts, at midnight by the hospital's clock; the warm-up lies before it.</param>
/// <param name="Days">Measured days.</param>
/// <param name="WarmUpDays">Simulated before <paramref name="Start"/> and forgotten.</param>
/// <param name="Seed">Used when the caller names none.</param>
/// <param name="Replications">Used when the caller names none.</param>
/// <param name="Groups">Kinds of inpatients; each names the sources that bring it.</param>
/// <param name="Epidemic">Null for a season without one.</param>
/// <param name="Plan">Null when the hospital has no surge plan.</param>
public sealed record Scenario(
    string Id,
    string Title,
    HospitalDefinition Hospital,
    DateOnly Start,
    int Days,
    int WarmUpDays,
    ulong Seed,
    int Replications,
    EmergencyRates Emergency,
    ImmutableArray<PatientGroup> Groups,
    ElectiveRates? Elective,
    TransferRates? TransfersIn,
    BirthRates? Births,
    DischargeRates Discharge,
    PlacementTimes Placement,
    HousekeepingRates Housekeeping,
    AbsenceRates Staff,
    DiversionRule? Diversion,
    SupplyRates Supplies,
    CostRates Cost,
    Epidemic? Epidemic,
    ImmutableArray<MassCasualty> MassCasualties,
    ImmutableArray<WardClosure> WardClosures,
    SurgePlan? Plan);

/// <summary>A length of time with its spread, lognormal.</summary>
public readonly record struct Spread(double Mean, double Sd);

/// <param name="ArrivalsPerDay">Of an average weekday, epidemic patients not counted.</param>
/// <param name="HourShares">24 shares of a day, sum 1.</param>
/// <param name="WeekdayFactors">Monday first, mean 1.</param>
/// <param name="AmbulanceShare">Of arrivals.</param>
/// <param name="AcuityWalkIn">Shares of ESI 1 to 5. Likewise by ambulance.</param>
/// <param name="AdmittedByAcuity">Chance of admission for ESI 1 to 5.</param>
/// <param name="StayMinutes">From the ED bed to the end of treatment, by ESI 1 to 5.</param>
/// <param name="PatienceMinutes">How long those of ESI 3 to 5 wait for an ED bed before they leave, or are triaged as more urgent if they need admission; mean, exponential.</param>
public sealed record EmergencyRates(
    double ArrivalsPerDay,
    ImmutableArray<double> HourShares,
    ImmutableArray<double> WeekdayFactors,
    double AmbulanceShare,
    ImmutableArray<double> AcuityWalkIn,
    ImmutableArray<double> AcuityAmbulance,
    ImmutableArray<double> AdmittedByAcuity,
    ImmutableArray<Spread> StayMinutes,
    double PatienceMinutes);

/// <summary>One kind of inpatient.</summary>
/// <param name="Service">HL7 PV1-10: where it belongs; elsewhere it is an outlier.</param>
/// <param name="Level">Level of care on admission.</param>
/// <param name="StayDays">At that level.</param>
/// <param name="Then">What follows at another level; null when the patient goes home from the first.</param>
/// <param name="Capabilities">Of the room, for the first stage.</param>
/// <param name="IsolationShare">How many need <paramref name="Isolation"/>.</param>
/// <param name="DeterioratesShare">How many get worse in their last stage and need critical care (children: paediatric critical).</param>
/// <param name="DeathShare">Of all, in hospital.</param>
/// <param name="BarrierShare">How many are ready to leave and can not: no place to go to.</param>
/// <param name="ReadmissionShare">Back within 30 days.</param>
/// <param name="VentilatedShare">Invasively ventilated while in critical care.</param>
/// <param name="Weights">How much of each source this group is; a source's weights are made to add up to 1.</param>
public sealed record PatientGroup(
    string Id,
    string Service,
    LevelOfCare Level,
    Spread StayDays,
    NextStage? Then,
    double FemaleShare,
    int AgeMin,
    int AgeMax,
    ImmutableArray<string> Capabilities,
    Isolation? Isolation,
    double IsolationShare,
    double DeterioratesShare,
    double DeathShare,
    double BarrierShare,
    double ReadmissionShare,
    double VentilatedShare,
    SourceWeights Weights);

public sealed record NextStage(LevelOfCare Level, Spread StayDays);

public readonly record struct SourceWeights(double Emergency, double Elective, double TransfersIn, double Births, double Epidemic, double Casualties);

/// <param name="PerWeekday">Operations planned for Monday to Sunday.</param>
/// <param name="OverHour">The first patient comes to recovery at this hour, the last <paramref name="SpreadHours"/> later.</param>
/// <param name="RecoveryMinutes">In the recovery room.</param>
public sealed record ElectiveRates(ImmutableArray<int> PerWeekday, double OverHour, double SpreadHours, Spread RecoveryMinutes);

/// <param name="PatienceHours">After this the other hospital has found another bed.</param>
public sealed record TransferRates(double PerDay, double PatienceHours);

/// <param name="PatienceHours">A woman in labour who finds no place is sent to another hospital after this.</param>
public sealed record BirthRates(double PerDay, double PatienceHours);

/// <param name="HourShares">24 shares of departures, sum 1.</param>
/// <param name="OrderLeadHours">From the order to the departure, mean, exponential.</param>
/// <param name="BarrierDays">Extra days of those who meet a barrier, mean, exponential.</param>
public sealed record DischargeRates(ImmutableArray<double> HourShares, double OrderLeadHours, double BarrierDays);

/// <param name="TransportMinutes">From the assignment to the arrival in the bed.</param>
/// <param name="OutlierAfterHours">A bed of another service is taken from then on.</param>
/// <param name="OverLevelAfterHours">A bed of a higher level (never critical care) is taken from then on.</param>
/// <param name="CriticalDays">Stay in critical care after a deterioration.</param>
/// <param name="Policy">Who decides on the beds.</param>
public sealed record PlacementTimes(
    Spread TransportMinutes, double OutlierAfterHours, double OverLevelAfterHours, Spread CriticalDays, PlacementPolicyKind Policy = PlacementPolicyKind.Greedy);

/// <summary>Who decides on the beds.</summary>
public enum PlacementPolicyKind
{
    /// <summary>First come, first served (<see cref="GreedyPlacement"/>).</summary>
    Greedy,

    /// <summary>The optimiser of bed placement; whoever runs the scenario brings it.</summary>
    Optimiser,
}

/// <param name="WardMinutes">Cleaning a ward bed, by the crew.</param>
/// <param name="IsolationMinutes">After an isolated patient, by the crew.</param>
/// <param name="TurnoverMinutes">ED, recovery and labour beds, by the unit's own staff.</param>
/// <param name="CrewShare">Of the housekeepers on duty, those who clean after discharges; the others do the daily rounds.</param>
/// <param name="CrewMin">Never fewer, at night as well.</param>
public sealed record HousekeepingRates(Spread WardMinutes, Spread IsolationMinutes, double TurnoverMinutes, double CrewShare, int CrewMin);

/// <param name="Absence">Share of planned shifts missed for sickness without an epidemic.</param>
/// <param name="SpellDays">Mean length of a sickness, exponential.</param>
/// <param name="CoveredShare">Of missed nursing shifts, those that a substitute takes at once.</param>
/// <param name="EpidemicFactor">Extra share of shifts missed per 1 weekly epidemic admission in 1000 people; 0 without an epidemic.</param>
/// <param name="Extra">Added to the absence on the days from <paramref name="ExtraFromDay"/> to <paramref name="ExtraToDay"/>.</param>
/// <param name="ExtraFromDay">From 0, the first measured day.</param>
/// <param name="ExtraToDay">Exclusive.</param>
public sealed record AbsenceRates(
    double Absence, double SpellDays, double CoveredShare, double EpidemicFactor, double Extra, double ExtraFromDay, double ExtraToDay);

/// <summary>Ambulances (ESI 1 excepted) are sent elsewhere while the crowding score is high.</summary>
/// <param name="DivertedShare">Of ambulances that would have come.</param>
public sealed record DiversionRule(double NedocsOn, double NedocsOff, double DivertedShare);

/// <param name="N95PerDay">For each airborne patient day. Gowns likewise for each contact day.</param>
/// <param name="RespiratorsPerDropletDay">Masks of grade N95 for each droplet patient day.</param>
/// <param name="OseltamivirShare">Of the epidemic's inpatients, treated with one course.</param>
/// <param name="N95Stock">At the start.</param>
public sealed record SupplyRates(
    double N95PerDay, double RespiratorsPerDropletDay, double GownsPerDay, double OseltamivirShare, double N95Stock, double GownStock, double OseltamivirStock,
    int Ventilators);

/// <summary>US dollars.</summary>
public sealed record CostRates(
    double NurseHour, double AgencyHour, double SurgeBedDay, double CancelledElective, double DiversionHour, double BoardingHour, double LeftUnseen);

/// <param name="Day">Measured day, from 0.</param>
/// <param name="Patients">Who come, all by ambulance or on foot within <paramref name="WithinMinutes"/>.</param>
/// <param name="Acuity">Shares of ESI 1 to 5.</param>
public sealed record MassCasualty(double Day, double Hour, int Patients, double WithinMinutes, ImmutableArray<double> Acuity, ImmutableArray<double> Admitted);

/// <summary>A unit takes nobody: its beds close as they become empty.</summary>
public sealed record WardClosure(UnitId Unit, double FromDay, double Days, string Reason);

/// <param name="StepDownAt">A level ends when its triggers do not hold at this share of their figures.</param>
/// <param name="HoldHours">So long it must not hold.</param>
public sealed record SurgePlan(string Name, ImmutableArray<SurgeLevel> Levels, double StepDownAt, int HoldHours);

/// <param name="Level">1 to 4, ascending. The actions of lower levels go on.</param>
/// <param name="When">One of these for <paramref name="AfterHours"/> on end.</param>
public sealed record SurgeLevel(int Level, string Name, SurgeTriggers When, int AfterHours, SurgeActions Do);

/// <summary>Any of those that are set. Null: not looked at.</summary>
/// <param name="Occupancy">Occupied of staffed inpatient beds, ED and recovery not counted; 0 to 1.</param>
/// <param name="NursesMissing">Over all units.</param>
/// <param name="WaitingRoom">Patients who wait for an ED bed.</param>
public sealed record SurgeTriggers(double? Nedocs, double? Boarders, double? Occupancy, double? NursesMissing, double? WaitingRoom);

/// <param name="OpenSurgeBeds">Units whose surge beds open.</param>
/// <param name="CancelElectives">Share of the list, 0 to 1.</param>
/// <param name="LoungePlaces">Patients with a discharge order wait there instead of in bed.</param>
/// <param name="FloatStaff">Nurses of units with room to spare help where they are missing.</param>
/// <param name="AgencyNurses">Nurses more on each unit named.</param>
/// <param name="AgencyLeadHours">From the call to the first agency shift.</param>
/// <param name="Divert">Ambulances are sent elsewhere.</param>
public sealed record SurgeActions(
    ImmutableArray<UnitId> OpenSurgeBeds,
    double CancelElectives,
    int LoungePlaces,
    bool FloatStaff,
    ImmutableDictionary<UnitId, int> AgencyNurses,
    double AgencyLeadHours,
    bool Divert);
