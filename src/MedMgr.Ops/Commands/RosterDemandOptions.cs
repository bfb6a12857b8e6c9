using System.CommandLine;
using MedMgr.Ops.Hosting;
using MedMgr.Ops.Optimizer.Rostering.UnitRosters;
using MedMgr.Ops.Rosters;
using MedMgr.Sim.Hospital.Scenarios;

namespace MedMgr.Ops.Commands;

/// <summary>Which patients a roster is planned for.</summary>
internal sealed class RosterDemandOptions
{
    private readonly Option<FileInfo?> _scenario = RosterOptions.File("--scenario", "Whose patients come (YAML); a normal winter week, again and again, if left out.");
    private readonly Option<int?> _replications = SimulationOptions.Replications();
    private readonly Option<ulong?> _seed = SimulationOptions.Seed();
    private readonly Option<int> _threads = SimulationOptions.Threads();

    public void AddTo(Command command)
    {
        command.Options.Add(_scenario);
        command.Options.Add(_replications);
        command.Options.Add(_seed);
        command.Options.Add(_threads);
    }

    /// <returns>Null when the scenario can not be used; what is wrong has then been said on standard error.</returns>
    public UnitCensus? Census(ParseResult parsed, RosterOrder order, CancellationToken cancellationToken)
    {
        var file = parsed.GetValue(_scenario) ?? new FileInfo(Scenarios.Find("winter-week.yaml"));
        if (ScenarioArgument.Read(file) is not { } scenario)
        {
            return null;
        }

        try
        {
            return Simulate(parsed, order, scenario, cancellationToken);
        }
        catch (ArgumentException e)
        {
            Cli.Fail(e.Message);
            return null;
        }
    }

    private UnitCensus Simulate(ParseResult parsed, RosterOrder order, Scenario scenario, CancellationToken cancellationToken)
    {
        var replications = parsed.GetValue(_replications) ?? ScenarioCensus.ReplicationsDefault;
        return Terminal.WithBar(
            $"patients of {order.Unit.Id}", replications,
            progress => ScenarioCensus.Of(
                scenario, order.Hospital.Definition, order.Unit.Id, order.From, order.Days, replications, parsed.GetValue(_seed) ?? scenario.Seed,
                parsed.GetValue(_threads), new Whole(progress), cancellationToken));
    }

    private sealed class Whole(IProgress<double> bar) : IProgress<int>
    {
        public void Report(int value) => bar.Report(value);
    }
}
