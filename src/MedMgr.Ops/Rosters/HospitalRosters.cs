using System.Collections.Immutable;
using System.Globalization;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Board;
using MedMgr.Ops.Domain.Definition;
using MedMgr.Ops.Domain.Rosters;
using MedMgr.Ops.Grains;
using MedMgr.Ops.Grains.Contracts;
using MedMgr.Ops.Grains.Hospitals;
using MedMgr.Ops.Hosting;
using MedMgr.Ops.Optimising;
using MedMgr.Ops.Optimizer.Rostering;
using MedMgr.Ops.Optimizer.Rostering.UnitRosters;
using MedMgr.Ops.Optimizer.Solver;
using MedMgr.Sim.Hospital;
using MedMgr.Sim.Hospital.Scenarios;

namespace MedMgr.Ops.Rosters;

/// <summary>Rosters of the hospitals that this server serves: published ones, and new ones made from the live board.</summary>
internal sealed class HospitalRosters
{
    private const int ThreadsMax = 2;

    private readonly IGrainFactory _grains;
    private readonly IBoardReader _boards;
    private readonly RosterQueue _queue;
    private readonly RosterDesk _desk;
    private readonly UnitRosterPlanner _planner;
    private readonly RotaWatch _rota;
    private readonly TimeProvider _time;
    private readonly CancellationToken _stopping;
    private readonly Lazy<Scenario> _rates = new(ReadRates);

    public HospitalRosters(
        IGrainFactory grains, IBoardReader boards, RosterQueue queue, ICpSolver solver, RotaWatch rota, TimeProvider time, IHostApplicationLifetime lifetime)
    {
        (_grains, _boards, _queue, _rota, _time) = (grains, boards, queue, rota, time);
        _planner = new UnitRosterPlanner(new RosterOptimizer(solver, time));
        _desk = new RosterDesk(_planner);
        _stopping = lifetime.ApplicationStopping;
    }

    public DateTimeOffset Now => _time.GetUtcNow();

    public async Task<RosterState> Published(HospitalMap hospital, UnitId unit) => (await Grain(hospital, unit).Get()).State;

    public async Task<ImmutableDictionary<UnitId, RosterState>> Published(HospitalMap hospital)
    {
        var units = hospital.Definition.Units;
        var states = await Task.WhenAll(units.Select(u => Published(hospital, u.Id)));
        return units.Zip(states).ToImmutableDictionary(x => x.First.Id, x => x.Second);
    }

    /// <summary>Publishes or withdraws, and lets the staff on duty follow at once.</summary>
    public async Task<RosterReply> Execute(HospitalMap hospital, UnitId unit, RosterCommand command, Origin origin)
    {
        if (command is RosterCommand.Publish publish && Elsewhere(hospital, unit, publish, await Published(hospital)) is { } refusal)
        {
            return new RosterReply(ReplyKind.Rejected, await Published(hospital, unit), refusal, 0);
        }

        var reply = await Grain(hospital, unit).Execute(command, origin);
        if (reply is { Kind: ReplyKind.Done, Position: > 0 })
        {
            await _rota.Apply(hospital.Definition.Id);
        }

        return reply;
    }

    /// <returns>Null when too many are waiting.</returns>
    /// <exception cref="ArgumentException">The days or the rates do not fit.</exception>
    public Task<RosterDocument?> Plan(RosterOrder order, TimeSpan timeLimit) => Searching(
        async () =>
        {
            var asked = order with { Published = await Published(order.Hospital) };
            return await _desk.Plan(asked, await Census(asked, _stopping), new RosterSearch(timeLimit), improved: null, _stopping);
        },
        document => document.Status,
        _stopping);

    /// <param name="known">The roster as people know it.</param>
    /// <returns>Null when too many are waiting.</returns>
    /// <exception cref="ArgumentException">The days or the rates do not fit.</exception>
    public Task<RosterDocument?> Repair(RosterOrder order, ImmutableArray<RosteredShift> known, DateOnly from, TimeSpan timeLimit) => Searching(
        async () =>
        {
            var asked = order with { Published = await Published(order.Hospital) };
            return await _desk.Repair(asked, await Census(asked, _stopping), known, from, new RosterSearch(timeLimit), improved: null, _stopping);
        },
        document => document.Status,
        _stopping);

    /// <summary>Reckons the demand of an order from the live board.</summary>
    /// <exception cref="ArgumentException">The days or the rates do not fit.</exception>
    public async Task<UnitRosterTask> TaskOf(RosterOrder order, CancellationToken cancellationToken)
    {
        var asked = order with { Published = await Published(order.Hospital) };
        return asked.Task(await Census(asked, cancellationToken), asked.Change);
    }

    /// <param name="improved">Told of each better roster.</param>
    /// <param name="stopped">Ends the search; the best roster so far is the plan.</param>
    /// <returns>Null when too many are waiting.</returns>
    /// <exception cref="ArgumentException">The days or the rates do not fit.</exception>
    /// <exception cref="OperationCanceledException">Stopped before the demand was known.</exception>
    public Task<UnitRosterPlan?> Search(RosterOrder order, TimeSpan timeLimit, Action<RosterImprovement> improved, CancellationToken stopped) => Searching(
        async () => await _planner.PlanAsync(await TaskOf(order, stopped), new RosterSearch(timeLimit), improved, stopped), plan => plan.Status, stopped);

    /// <inheritdoc cref="Search"/>
    /// <param name="known">The roster as people know it.</param>
    /// <param name="from">Days before it stay as they are.</param>
    public Task<UnitRosterPlan?> SearchRepair(
        RosterOrder order, ImmutableArray<RosteredShift> known, DateOnly from, TimeSpan timeLimit, Action<RosterImprovement> improved, CancellationToken stopped) => Searching(
        async () => (await _planner.RepairAsync(await TaskOf(order, stopped), known, from, new RosterSearch(timeLimit), improved, stopped)).Plan, plan => plan.Status, stopped);

    /// <summary>Somebody whom another unit has rostered at the same time. Looked at before the append and not with it: of two who publish at once both may; who begins first then works.</summary>
    private static Rejection? Elsewhere(HospitalMap hospital, UnitId unit, RosterCommand.Publish roster, ImmutableDictionary<UnitId, RosterState> published)
    {
        var others = published.Where(p => p.Key != unit).SelectMany(p => p.Value.Rosters.SelectMany(r => r.Shifts).Select(s => (Unit: p.Key, Shift: s)))
            .Where(s => s.Shift.Kind != ShiftKind.Agency).ToLookup(s => s.Shift.Staff);
        return (from shift in roster.Shifts
                where shift.Kind != ShiftKind.Agency
                from other in others[shift.Staff]
                where other.Shift.Overlaps(shift.Start, shift.End)
                select new Rejection(
                    RejectionCode.StaffOnShift,
                    $"{hospital.Staff(shift.Staff)?.Name ?? shift.Staff.Value} is on the roster of {other.Unit} on {other.Shift.Day:yyyy-MM-dd} ({other.Shift.Shift}). Take one of the two shifts away first."))
            .FirstOrDefault();
    }

    private Task<T?> Searching<T>(Func<Task<T>> work, Func<T, Enum> outcome, CancellationToken cancellationToken) where T : class =>
        _queue.Run(() => SearchTelemetry.Measured(SearchTelemetry.Roster, work, outcome), cancellationToken);

    private async Task<UnitCensus> Census(RosterOrder order, CancellationToken cancellationToken)
    {
        var board = await _boards.ReadAsync(order.Hospital.Definition.Id, b => b.Capture());
        var now = board.AsOf is { } last && last > Now ? last : Now;
        var (scenario, replications) = (_rates.Value, ScenarioCensus.ReplicationsDefault);
        var courses = await Task.Run(() => Courses(order, board, now, scenario, replications, cancellationToken), cancellationToken);
        var source = string.Create(
            CultureInfo.InvariantCulture, $"live board of {now:yyyy-MM-dd'T'HH:mm'Z'}, simulated on by the rates of scenario {scenario.Id}, {replications} replications, seed {scenario.Seed}");
        return new UnitCensus(source, order.From, courses);
    }

    private static ImmutableArray<ImmutableArray<float>> Courses(RosterOrder order, BoardCapture board, DateTimeOffset now, Scenario scenario, int replications, CancellationToken cancellationToken) =>
        CensusForecast.OfBoard(
            board, now, scenario, order.Unit.Id, order.From, order.Days, replications, scenario.Seed, Math.Min(ThreadsMax, Environment.ProcessorCount), cancellationToken);

    private IRosterGrain Grain(HospitalMap hospital, UnitId unit) => _grains.GetGrain<IRosterGrain>(GrainKeys.Of(hospital.Definition.Id, unit));

    private static Scenario ReadRates() => ScenarioFile.Load(Scenarios.Find("winter-week.yaml")) switch
    {
        ScenarioReading.Read { Scenario: var scenario } => scenario,
        var faulty => throw new InvalidDataException($"The rates for rosters can not be read.{Environment.NewLine}{faulty}"),
    };
}
