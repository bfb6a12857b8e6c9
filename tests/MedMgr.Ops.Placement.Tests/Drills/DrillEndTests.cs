using MedMgr.Ops.Domain;
using MedMgr.Ops.Drills;
using MedMgr.Ops.EventLog;
using MedMgr.Ops.Hl7.Mllp;
using MedMgr.Ops.Hosting;
using MedMgr.Sim.Hospital.Drills;
using MedMgr.Sim.Hospital.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace MedMgr.Ops.Placement.Tests.Drills;

/// <summary>A drill that was run ends with a report, whatever has become of its doors.</summary>
public sealed class DrillEndTests : IAsyncLifetime
{
    private const string Lead = "Lead";

    private readonly string _folder = Directory.CreateTempSubdirectory("drill-end-").FullName;
    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationTokenSource _patience = new(TimeSpan.FromMinutes(5));
    private IDurableLog? _log;
    private WebApplication? _app;
    private DrillControls? _controls;
    private DrillConductor? _drill;
    private Task _running = Task.CompletedTask;

    public async ValueTask InitializeAsync()
    {
        var season = Shipped.Scenario("flu-season") with { WarmUpDays = 1 };
        var plan = new DrillPlan(season with { Hospital = DrillPlan.Exercising(season.Hospital) }, 7, new DateTime(2025, 2, 5, 7, 0, 0), hours: 6);
        var order = new DrillOrder(plan, Policy: null, Pace: 600, BeginsPaused: true, [], UsualObjectives.Of(season), "rehearsal");
        var clock = new DrillClock(plan.Begins, order.Pace);
        var options = new ServerOptions(
            _folder, null, "http://127.0.0.1:0", "127.0.0.1", 0, [], SolverWorkers: 0, KeepsRota: false, KeepsOutlook: false, Time: clock, LogsToError: true, IsExercise: true);
        _log = await EventLogs.OpenSqliteAsync(_folder);
        _app = Composition.Build(options, _log, (ISnapshotStore)_log, [plan.Hospital]);
        await _app.StartAsync();
        _controls = new DrillControls(order);
        _drill = await DrillConductor.Open(_app, order, clock, _controls, options.Recordings, _patience.Token);
        _running = Task.Run(() => _drill.Run(_stop.Token));
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        await _drill!.DisposeAsync();
        await _app!.StopAsync();
        await _app.DisposeAsync();
        await _controls!.DisposeAsync();
        await _log!.DisposeAsync();
        _stop.Dispose();
        _patience.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Ended_while_the_feed_is_down_and_beds_are_blocked_it_tells_what_waited_and_reports()
    {
        await SilentHour();
        (await _drill!.End(Lead)).ShouldBeNull();
        await _drill.Ended.WaitAsync(_patience.Token);
        var state = _drill.State;
        state.Failure.ShouldBeNull();
        state.Phase.ShouldBe(DrillPhase.Ended);
        state.HeldBack.ShouldBe(0);
        state.Report!.BedsThatDiffered.ShouldBe(0);
        state.Report.TimesCompared.ShouldBeGreaterThan(0);
        state.Report.Recording.ShouldBe("rehearsal");
    }

    [Fact]
    public async Task Cut_off_from_its_server_it_reports_what_was_and_says_what_could_not_be_told()
    {
        await SilentHour();
        var waited = _drill!.State.HeldBack;
        await _app!.Services.GetRequiredService<MllpListener>().StopAsync(_patience.Token);
        (await _drill.End(Lead)).ShouldBeNull();
        await _drill.Ended.WaitAsync(_patience.Token);
        var state = _drill.State;
        state.Phase.ShouldBe(DrillPhase.Ended);
        state.Failure.ShouldNotBeNull().ShouldContain($"of {waited} messages and commands were not answered");
        state.Report!.Notes.ShouldContain(state.Failure);
        state.Report.Timeline.ShouldContain(t => t.Kind == TimelineKind.Drill && t.Because != null && t.Because.Contains("were not answered", StringComparison.Ordinal));
        state.Report.Controls.ShouldContain(c => c.Name == "greedy");
        state.Report.Recording.ShouldBe("rehearsal");
    }

    /// <summary>An hour in which the EHR says nothing and oxygen is short; the greedy policy gives the beds.</summary>
    private async Task SilentHour()
    {
        (await _drill!.Let(new Inject.FeedDown(240), null, Lead)).ShouldBeNull();
        (await _drill.Let(new Inject.OxygenShort(UnitId.Of("SDU"), null, 6, 4), null, Lead)).ShouldBeNull();
        (await _drill.Jump(_drill.Order.Plan.Begins.AddHours(1), Lead)).ShouldBeNull();
        while (_drill.Changed is var changed && _drill.State.Phase != DrillPhase.Paused)
        {
            await changed.WaitAsync(_patience.Token);
        }

        _drill.State.HeldBack.ShouldBeGreaterThan(0);
    }
}
