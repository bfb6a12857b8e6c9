using System.Collections.Immutable;
using MedMgr.Ops.Optimizer.Rostering;

namespace MedMgr.Ops.Optimizer.Tests.Rostering;

/// <summary>Small problems in which every rule has something to say, from a seed.</summary>
internal static class RandomProblems
{
    public static RosterProblem Of(int seed, int staff, int days, bool linesOnly = false)
    {
        var random = new Random(seed);
        var shapes = TinyRosters.Problem(days);
        var problem = shapes with
        {
            FirstDay = TinyRosters.Monday.AddDays(random.Next(7)),
            Shifts = [shapes.Shifts[0], shapes.Shifts[1] with { ForbiddenSuccessors = random.Next(2) == 0 ? [0] : [] }],
            RestMinutesMin = random.Next(2) * 660,
            Staff = [.. Enumerable.Range(0, staff).Select(i => Person(random, i, days, linesOnly))],
            Cover =
            [
                .. from day in Enumerable.Range(0, days)
                   from shift in Enumerable.Range(0, 2)
                   select new CoverDemand(day, shift, random.Next(staff + 1), random.Next(1, 30), random.Next(4))
                   {
                       Skill = random.Next(3) == 0 ? "RN" : null,
                       HardMinimum = !linesOnly && random.Next(12) == 0 ? 1 : 0,
                   },
            ],
            Charge = linesOnly ? [] : [new ChargeDemand(random.Next(days), random.Next(2), random.Next(3) == 0 ? null : 17)],
            Requests = [.. Enumerable.Range(0, staff).Select(i => new ShiftRequest(i, random.Next(days), random.Next(3) == 0 ? null : random.Next(2), random.Next(2) == 0, random.Next(1, 9)))],
            Budget = linesOnly || random.Next(2) == 0 ? null : new PayBudget(random.Next(40), 2),
        };
        return random.Next(2) == 0
            ? problem
            : problem with { Reference = new ReferenceRoster(MedMgr.Ops.Optimizer.Rostering.Roster.From(problem, (_, _) => random.Next(-1, 2)), 1 + random.Next(5)) };
    }

    private static RosterStaff Person(Random random, int index, int days, bool linesOnly)
    {
        int Limit(int value) => random.Next(2) == 0 ? int.MaxValue : value;
        var minutesMin = random.Next(3) * 480;
        return new RosterStaff($"P{index}")
        {
            Skills = random.Next(2) == 0 ? ["RN"] : [],
            MayTakeCharge = random.Next(2) == 0,
            MayNotWork = random.Next(5) == 0 ? [random.Next(2)] : [],
            Leave = random.Next(3) == 0 ? [random.Next(days)] : [],
            Fixed = random.Next(4) == 0 ? ImmutableDictionary<int, int>.Empty.Add(random.Next(days), random.Next(-1, 2)) : ImmutableDictionary<int, int>.Empty,
            History = [.. Enumerable.Range(0, random.Next(4)).Select(_ => random.Next(-1, 2))],
            Pay = [random.Next(9), random.Next(9)],
            Overtime = random.Next(3) == 0 ? new OvertimePay(random.Next(1500), random.Next(1, 4)) : null,
            FairShares = linesOnly ? [] : [new FairShare("nights", [1], random.Next(3), random.Next(1, 6)), new FairShare("weekends", [], random.Next(2), 2) { WeekendDaysOnly = true }],
            Contract = new ContractLimits
            {
                ShiftCounts = random.Next(2) == 0 ? [new ShiftCountLimit([1], random.Next(1, 3))] : [],
                MinutesMin = minutesMin,
                MinutesMax = Limit(minutesMin + (random.Next(1, 4) * 480)),
                WeeklyMinutesMax = linesOnly ? int.MaxValue : Limit(1500 + random.Next(800)),
                ConsecutiveShiftsMax = Limit(random.Next(2, 5)),
                ConsecutiveShiftsMin = random.Next(1, 3),
                ConsecutiveDaysOffMin = random.Next(1, 3),
                WeekendsMax = Limit(random.Next(2)),
            },
        };
    }
}
