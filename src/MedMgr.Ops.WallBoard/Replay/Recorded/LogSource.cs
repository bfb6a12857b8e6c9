using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using MedMgr.Ops.Domain;
using MedMgr.Ops.EventLog;
using MedMgr.Ops.WallBoard.Live;

namespace MedMgr.Ops.WallBoard.Replay.Recorded;

/// <summary>The log of a hospital as a recording. Its marks are log positions.</summary>
/// <param name="head">The last position of the log when the span was opened: what comes later is not part of it.</param>
internal sealed class LogSource(HospitalId hospital, IEventLog log, long head) : IRecordingSource
{
    public HospitalId Hospital => hospital;

    public double ShareRead(long mark) => head == 0 ? 1 : Math.Min(1, (double)mark / head);

    public async IAsyncEnumerable<ReplayStep> ReadAsync(long mark, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var step = ImmutableArray.CreateBuilder<ReplayEvent>();
        Cause? cause = null;
        await foreach (var recorded in log.ReadAllAsync(hospital.Value, mark, cancellationToken))
        {
            if (recorded.Position > head)
            {
                break;
            }

            // The events of one append stand together and share their cause, which is unique for each request.
            if (step.Count > 0 && recorded.Cause != cause)
            {
                yield return new ReplayStep(step[^1].Position, step.DrainToImmutable());
            }

            cause = recorded.Cause;
            step.Add(new ReplayEvent(recorded.Position, recorded.Stream, recorded.At, BoardFold.Read(recorded)));
        }

        if (step.Count > 0)
        {
            yield return new ReplayStep(step[^1].Position, step.DrainToImmutable());
        }
    }
}
