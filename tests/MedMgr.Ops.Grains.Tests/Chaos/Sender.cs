using MedMgr.Ops.Domain;
using MedMgr.Ops.EventLog;
using MedMgr.Ops.Grains.Contracts;

namespace MedMgr.Ops.Grains.Tests.Chaos;

/// <summary>What a sender was told in the end.</summary>
/// <param name="MustBeInLog">A report that is acknowledged is kept, whatever it said.</param>
/// <param name="Attempts">How often it was sent.</param>
internal sealed record Answer(string Id, string What, ReplyKind Kind, Rejection? Because, long Position, bool MustBeInLog, int Attempts);

/// <summary>Sends one request after the other, each under its id again and again until it is answered, as MLLP senders and good clients do.</summary>
internal sealed class Sender(string name, int requests, Func<string, int, Request> next, TimeProvider time, Func<TimeSpan> pause, List<Answer> answers)
{
    private Request? _current;
    private int _sent;
    private int _attempts;

    public bool IsDone => _sent == requests;

    /// <summary>Goes on where it was when the silo crashed under it.</summary>
    public async Task Run(IGrainFactory grains)
    {
        while (!IsDone)
        {
            _current ??= next(name, _sent);
            _attempts++;
            try
            {
                var (kind, because, position) = await _current.Send(grains);
                answers.Add(new Answer(_current.Id, _current.What, kind, because, position, _current.IsReport, _attempts));
                _current = null;
                _sent++;
                _attempts = 0;
            }
            catch (Exception e) when (e is EventLogException or TimeoutException or OrleansException)
            {
                // Not answered: sent again under the same id after a while.
            }

            await Task.Delay(pause(), time);
        }
    }
}

internal sealed record Request(string Id, string What, bool IsReport, Func<IGrainFactory, Task<(ReplyKind Kind, Rejection? Because, long Position)>> Send);
