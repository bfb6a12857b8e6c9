using MedMgr.Ops.Pages.Streaming;
using MedMgr.Ops.WallBoard.Live;

namespace MedMgr.Ops.WallBoard.Replay.Playing;

/// <summary>What the viewer has asked and the session has not done yet. Safe for concurrent use.</summary>
/// <remarks>A scrubbing hand asks for many places: of seeks in a row only the latest is kept. Everything else is done in its order.</remarks>
internal sealed class CommandInbox
{
    private const int WaitingMax = 256;

    private readonly Lock _lock = new();
    private readonly List<ReplayCommand> _waiting = [];
    private long _answers;

    public Signal Signal { get; } = new();

    /// <param name="number">The viewer's own count of what was asked.</param>
    /// <returns>False when too much waits already.</returns>
    public bool TryPut(ReplayCommand command, long number)
    {
        lock (_lock)
        {
            if (command is ReplayCommand.Seek && _waiting is [.., ReplayCommand.Seek])
            {
                _waiting[^1] = command;
            }
            else if (_waiting.Count == WaitingMax)
            {
                return false;
            }
            else
            {
                _waiting.Add(command);
            }

            _answers = number;
        }

        Signal.Raise();
        return true;
    }

    /// <returns>What waited, and the number of the last of it.</returns>
    public (IReadOnlyList<ReplayCommand> Commands, long Answers) Take()
    {
        lock (_lock)
        {
            ReplayCommand[] taken = [.. _waiting];
            _waiting.Clear();
            return (taken, _answers);
        }
    }
}
