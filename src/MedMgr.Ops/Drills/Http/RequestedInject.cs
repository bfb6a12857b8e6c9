using System.Collections.Immutable;
using MedMgr.Ops.Domain;
using MedMgr.Sim.Hospital.Drills;

namespace MedMgr.Ops.Drills.Http;

/// <summary>An inject as it was asked for, with everything that is wrong with it by field.</summary>
internal static class RequestedInject
{
    public static readonly ImmutableArray<string> Kinds =
        [Inject.StaffSick.Name, Inject.WardClosed.Name, Inject.Casualties.Name, Inject.FeedDown.Name, Inject.OxygenShort.Name];

    private const int UsualCasualties = 30;
    private const double UsualMinutes = 60;
    private const double UsualHours = 8;
    private const int UsualBeds = 6;
    private const int UsualNurses = 2;

    /// <summary>What is left out has its usual value, but the unit.</summary>
    public static (Inject? Inject, Dictionary<string, ImmutableArray<string>> Wrong) Read(InjectBody body, DrillPlan plan)
    {
        var wrong = new Dictionary<string, ImmutableArray<string>>(StringComparer.Ordinal);
        if (!Kinds.Contains(body.Kind))
        {
            wrong["kind"] = [$"is '{body.Kind}', and has to be one of {string.Join(", ", Kinds)}"];
            return (null, wrong);
        }

        if (body.Unit is null && body.Kind is Inject.StaffSick.Name or Inject.WardClosed.Name or Inject.OxygenShort.Name)
        {
            wrong["unit"] = ["is missing: name the unit that it happens to"];
            return (null, wrong);
        }

        var unit = body.Unit ?? default(UnitId);
        Inject inject = body.Kind switch
        {
            Inject.StaffSick.Name => new Inject.StaffSick(unit, body.Nurses ?? UsualNurses, body.Hours ?? UsualHours),
            Inject.WardClosed.Name => new Inject.WardClosed(unit, body.Hours ?? UsualHours, body.Reason ?? "closed in the exercise"),
            Inject.Casualties.Name => new Inject.Casualties(
                body.Patients ?? UsualCasualties, body.WithinMinutes ?? UsualMinutes, Inject.Casualties.UsualAcuity, Inject.Casualties.UsualAdmitted),
            Inject.FeedDown.Name => new Inject.FeedDown(body.Minutes ?? UsualMinutes),
            _ => new Inject.OxygenShort(unit, body.Capability, body.Beds ?? UsualBeds, body.Hours ?? UsualHours),
        };
        foreach (var field in plan.WhatIsWrongWith(inject).GroupBy(w => w.Field))
        {
            wrong[field.Key] = [.. field.Select(w => w.Wrong)];
        }

        return wrong.Count == 0 ? (inject, wrong) : (null, wrong);
    }
}
