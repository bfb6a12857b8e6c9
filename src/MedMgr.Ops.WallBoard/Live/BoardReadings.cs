using System.Collections.Concurrent;
using MedMgr.Ops.Domain.Board;

namespace MedMgr.Ops.WallBoard.Live;

/// <summary>Questions that wait for the loop to come between two transactions.</summary>
internal sealed class BoardReadings
{
    private readonly ConcurrentQueue<(Action<HospitalBoard> Answer, Action<Exception> Refuse)> _waiting = new();

    public Task<T> Ask<T>(Func<HospitalBoard, T> read)
    {
        var answer = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        _waiting.Enqueue((Answer, e => answer.TrySetException(e)));
        return answer.Task;

        void Answer(HospitalBoard board)
        {
            try
            {
                answer.TrySetResult(read(board));
            }
            catch (Exception e)
            {
                // The reader's own fault is the reader's to handle; the board goes on.
                answer.TrySetException(e);
            }
        }
    }

    public void AnswerAll(HospitalBoard board)
    {
        while (_waiting.TryDequeue(out var question))
        {
            question.Answer(board);
        }
    }

    public void RefuseAll(Exception because)
    {
        while (_waiting.TryDequeue(out var question))
        {
            question.Refuse(because);
        }
    }
}
