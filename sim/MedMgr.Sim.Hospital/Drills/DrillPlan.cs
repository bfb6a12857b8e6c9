using System.Collections.Immutable;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Definition;
using MedMgr.Sim.Hospital.Model;
using MedMgr.Sim.Hospital.Scenarios;

namespace MedMgr.Sim.Hospital.Drills;

/// <summary>What is exercised: which patients come to which hospital, and when the drill begins and ends.</summary>
/// <remarks>The same plan gives the same patients to a drill and to its control runs, and the same house at the moment at which the drill begins.</remarks>
public sealed class DrillPlan
{
    /// <summary>Longest exercise: two weeks.</summary>
    public const int HoursMax = 336;

    /// <param name="scenario">Its hospital is the one that is exercised; its days are not used.</param>
    /// <param name="begins">By the clock on the hospital's wall; minutes are left out.</param>
    /// <param name="hours">1 to <see cref="HoursMax"/>.</param>
    public DrillPlan(Scenario scenario, ulong seed, DateTime begins, int hours)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        ArgumentOutOfRangeException.ThrowIfLessThan(hours, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(hours, HoursMax);
        var day = DateOnly.FromDateTime(begins);
        (Scenario, Seed, Hours) = (scenario with { Start = day, Days = ((hours + begins.Hour) / 24) + 1 }, seed, hours);
        var zone = TimeZoneInfo.FindSystemTimeZoneById(scenario.Hospital.TimeZone);
        var warm = HospitalSimulation.Midnight(zone, day.AddDays(-scenario.WarmUpDays));
        var midnight = HospitalSimulation.Midnight(zone, day);
        Begins = midnight.AddHours(begins.Hour);
        var counted = (Begins - warm).TotalHours;
        Blueprint = new Blueprint(Scenario, scenario.Hospital, warm, 0.0, counted, (int)counted + hours, 1, [], [], (midnight - warm).TotalHours);
    }

    public Scenario Scenario { get; }

    public ulong Seed { get; }

    public int Hours { get; }

    public HospitalDefinition Hospital => Scenario.Hospital;

    public DateTimeOffset Begins { get; }

    public DateTimeOffset Ends => Begins.AddHours(Hours);

    internal Blueprint Blueprint { get; }

    /// <summary>The hospital as an exercise of its own: another id, a name that says it, and the mark.</summary>
    public static HospitalDefinition Exercising(HospitalDefinition hospital)
    {
        ArgumentNullException.ThrowIfNull(hospital);
        return hospital with { Id = HospitalId.Of(hospital.Id.Value + "-drill"), Name = hospital.Name + " (drill)", Exercise = true };
    }

    /// <summary>What is wrong with an inject for this hospital, field by field; empty when nothing is.</summary>
    public ImmutableArray<(string Field, string Wrong)> WhatIsWrongWith(Inject inject)
    {
        var wrong = ImmutableArray.CreateBuilder<(string, string)>();
        void Check(bool fine, string field, string text)
        {
            if (!fine)
            {
                wrong.Add((field, text));
            }
        }

        void Unit(UnitId id) => Check(
            Blueprint.House.UnitOf(id) >= 0, "unit", $"{id} is no unit of {Hospital.Name}: {string.Join(", ", Hospital.Units.Select(u => u.Id))}");

        void Within(double value, double least, double most, string field) => Check(value >= least && value <= most, field, $"{value:0.###} is not between {least:0.##} and {most:0.##}");

        switch (inject)
        {
            case Inject.StaffSick sick:
                Unit(sick.Unit);
                Within(sick.Nurses, 1, 100, "nurses");
                Within(sick.Hours, 1, HoursMax, "hours");
                break;
            case Inject.WardClosed closed:
                Unit(closed.Unit);
                Within(closed.Hours, 0.5, HoursMax, "hours");
                Check(!string.IsNullOrWhiteSpace(closed.Reason), "reason", "is empty: say why the unit closes");
                Check(
                    Blueprint.House.UnitOf(closed.Unit) is var unit && (unit < 0 || Blueprint.Wards.Contains(unit)), "unit", $"{closed.Unit} is no ward: the ED and the recovery room stay open");
                break;
            case Inject.Casualties crash:
                Within(crash.Patients, 1, 500, "patients");
                Within(crash.WithinMinutes, 1, 1440, "withinMinutes");
                Check(crash.Acuity.Length == 5 && Math.Abs(crash.Acuity.Sum() - 1) < 0.001 && crash.Acuity.All(s => s >= 0), "acuity", "are 5 shares, of ESI 1 to 5, that add up to 1");
                Check(crash.Admitted.Length == 5 && crash.Admitted.All(s => s is >= 0 and <= 1), "admitted", "are 5 chances, of ESI 1 to 5, each from 0 to 1");
                Check(Scenario.Groups.Any(g => g.Weights.Casualties > 0), "kind", $"scenario {Scenario.Id} has no group of patients for casualties (groups: from: casualties)");
                break;
            case Inject.FeedDown feed:
                Within(feed.Minutes, 1, 1440, "minutes");
                break;
            case Inject.OxygenShort oxygen:
                Unit(oxygen.Unit);
                Within(oxygen.Beds, 1, 500, "beds");
                Within(oxygen.Hours, 0.5, HoursMax, "hours");
                Check(
                    oxygen.Capability is null || Hospital.Units.Where(u => u.Id == oxygen.Unit).Any(u => u.Rooms.Any(r => r.Capabilities.Contains(oxygen.Capability))),
                    "capability", $"no room of {oxygen.Unit} has '{oxygen.Capability}'");
                break;
        }

        return wrong.ToImmutable();
    }
}
