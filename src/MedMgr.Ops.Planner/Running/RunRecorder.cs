using MedMgr.Ops.Planner.Library;
using MedMgr.Sim.Hospital;
using MedMgr.Sim.Hospital.Scenarios;
using MedMgr.Sim.Reports.Json;
using Microsoft.Extensions.Options;

namespace MedMgr.Ops.Planner.Running;

/// <summary>Makes the first replication of a run anew, as events for the replay: one at a time, behind everything else.</summary>
public sealed class RunRecorder : IDisposable
{
    private const string Ending = ".jsonl";

    private readonly SemaphoreSlim _turn = new(1);
    private readonly ScenarioLibrary _library;
    private readonly RunDesk _desk;
    private readonly PlannerOptions _options;

    public RunRecorder(ScenarioLibrary library, RunDesk desk, IOptions<PlannerOptions> options)
    {
        ArgumentNullException.ThrowIfNull(options);
        (_library, _desk, _options) = (library, desk, options.Value);
    }

    /// <returns>The recording's name; null when the scenario can not be read any more.</returns>
    /// <exception cref="PolicyUnavailableException">It needs a policy that is not to be had.</exception>
    public async Task<string?> RecordAsync(RunRecord run, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(run);
        await _turn.WaitAsync(cancellationToken);
        try
        {
            var name = PlannerPlaces.RecordingOf(run);
            var path = Path.Combine(_options.Recordings, name + Ending);
            if (!File.Exists(path))
            {
                if (_library.Draft(run.Scenario, run.Files[0].Text).Reading is not ScenarioReading.Read { Scenario: var scenario })
                {
                    return null;
                }

                await using var policies = _options.Policies(1);
                var policy = policies.Of(scenario.Placement.Policy);
                await LowPriority.RunAsync(1, () => Write(path, scenario, run.Seed, policy, cancellationToken));
            }

            _desk.Recorded(run, name);
            return name;
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    private static void Write(string path, Scenario scenario, ulong seed, IPlacementPolicy policy, CancellationToken cancellationToken)
    {
        var recording = HospitalSimulation.Record(scenario, seed, policy: policy, cancellationToken: cancellationToken);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);

        // Under another name until it is whole: a list made meanwhile does not show half of it.
        using (var stream = File.Create(path + ".part"))
        {
            using var buffered = new BufferedStream(stream, 1 << 16);
            RecordingLines.Write(recording, buffered);
        }

        File.Move(path + ".part", path, overwrite: true);
    }
}
