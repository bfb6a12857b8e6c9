using System.Collections.Immutable;
using MedMgr.Sim.Engine;
using MedMgr.Sim.Engine.Events;
using MedMgr.Sim.Engine.Randomness;
using MedMgr.Sim.Engine.Statistics;

namespace MedMgr.Sim.Hospital.Validation.Models;

/// <summary>The stroke capacity planning model: acute stroke unit and rehabilitation with unlimited beds; demand is read from the occupancy.</summary>
/// <remarks>
/// Monks T, Worthington D, Allen M, Pitt M, Stein K, James MA (2016), A modelling tool for capacity planning in acute and community stroke services, BMC Health Services
/// Research 16:530; parameters as in the public re-implementation pydesrap_stroke. That model gives the length of stay of patients who die to every
/// stroke patient whose destination is "other": kept, because its published tables contain it.
/// </remarks>
internal sealed class StrokePathway : IEventHandler
{
    /// <summary>As the published runs count years.</summary>
    public const double DaysPerYear = 365.0;

    private const int AcuteArrival = 0;
    private const int RehabArrival = 1;
    private const int AcuteDeparture = 2;
    private const int RehabDeparture = 3;

    private readonly Simulation _simulation;
    private readonly ImmutableArray<StrokeGroup> _groups;
    private readonly RandomStream[] _acuteGaps;
    private readonly RandomStream[] _rehabGaps;
    private readonly RandomStream _routes;
    private readonly RandomStream _acuteStays;
    private readonly RandomStream _rehabStays;

    public StrokePathway(Simulation simulation, ImmutableArray<StrokeGroup> groups)
    {
        _simulation = simulation;
        _groups = groups;
        _acuteGaps = [.. groups.Select(g => simulation.Stream($"acute arrivals: {g.Name}"))];
        _rehabGaps = [.. groups.Select(g => simulation.Stream($"rehab arrivals: {g.Name}"))];
        _routes = simulation.Stream("routes");
        _acuteStays = simulation.Stream("acute stays");
        _rehabStays = simulation.Stream("rehab stays");
        Acute = simulation.Statistics.Level("acute").WithTimeAtEachValue();
        Rehab = simulation.Statistics.Level("rehab").WithTimeAtEachValue();
        simulation.HandleWith(this);
        for (var group = 0; group < groups.Length; group++)
        {
            ScheduleAcuteArrival(group);
            ScheduleRehabArrival(group);
        }
    }

    public Level Acute { get; }

    public Level Rehab { get; }

    public void Handle(int kind, int payload)
    {
        switch (kind)
        {
            case AcuteArrival:
                ScheduleAcuteArrival(payload);
                BeginAcuteStay(payload);
                break;
            case RehabArrival:
                ScheduleRehabArrival(payload);
                BeginRehabStay(payload);
                break;
            case AcuteDeparture:
                Acute.Add(-1.0);
                if (payload >= 0)
                {
                    BeginRehabStay(payload);
                }

                break;
            case RehabDeparture:
                Rehab.Add(-1.0);
                break;
            default:
                throw new InvalidOperationException($"No event of kind {kind}.");
        }
    }

    private void BeginAcuteStay(int group)
    {
        Acute.Add(1.0);
        var which = _groups[group];
        var u = _routes.Unit();
        var (stay, next) = u < which.ToRehab ? (which.AcuteBeforeRehab, group)
            : u < which.ToRehab + which.ToEarlyDischarge ? (which.AcuteBeforeEarlyDischarge, -1)
            : (which.AcuteBeforeOther, -1);
        _simulation.Schedule(stay.Sample(_acuteStays), AcuteDeparture, next);
    }

    private void BeginRehabStay(int group)
    {
        Rehab.Add(1.0);
        var which = _groups[group];
        var stay = _routes.Unit() < which.RehabToEarlyDischarge ? which.RehabBeforeEarlyDischarge : which.RehabBeforeOther;
        _simulation.Schedule(stay.Sample(_rehabStays), RehabDeparture);
    }

    private void ScheduleAcuteArrival(int group)
    {
        if (_groups[group].AcuteGapDays is { } mean)
        {
            _simulation.Schedule(_acuteGaps[group].Exponential(mean), AcuteArrival, group);
        }
    }

    private void ScheduleRehabArrival(int group)
    {
        if (_groups[group].RehabGapDays is { } mean)
        {
            _simulation.Schedule(_rehabGaps[group].Exponential(mean), RehabArrival, group);
        }
    }
}
