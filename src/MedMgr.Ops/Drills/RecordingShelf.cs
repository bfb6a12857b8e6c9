using MedMgr.Ops.EventLog;
using MedMgr.Sim.Hospital.Drills;
using MedMgr.Sim.Reports.Json;

namespace MedMgr.Ops.Drills;

/// <summary>Keeps the log of a drill among the recordings, so that the wall replays it after the exercised hospital is gone.</summary>
internal sealed class RecordingShelf(IEventLog log, string folder)
{
    /// <returns>The file.</returns>
    /// <exception cref="IOException">It can not be written.</exception>
    public async Task<string> Keep(string name, string title, DrillPlan plan, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        var file = Path.Combine(folder, name + RecordingLines.Ending);

        // Under another name until it is whole: a list made meanwhile does not show half of it.
        var part = file + ".part";
        await using (var stream = new BufferedStream(File.Create(part), 1 << 16))
        {
            RecordingLines.WriteHeader(stream, "drill", title, plan.Scenario.Id, plan.Seed, plan.Hospital.Id, plan.Begins);
            Cause? cause = null;
            var transaction = 0L;
            await foreach (var recorded in log.ReadAllAsync(plan.Hospital.Id.Value, cancellationToken: cancellationToken))
            {
                // The events of one append stand together and share their cause, which is unique for each request.
                transaction += recorded.Cause == cause ? 0 : 1;
                cause = recorded.Cause;
                RecordingLines.WriteEvent(stream, recorded.Position, transaction, recorded.At, recorded.Stream, recorded.Version, recorded.Type, recorded.Payload.Span);
            }
        }

        File.Move(part, file, overwrite: true);
        return file;
    }
}
