using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;
using Orleans.Storage;

namespace MedMgr.Ops.EmbeddedSilo.Runtime;

/// <summary>A call on its way from the caller to its target and back.</summary>
[SuppressMessage("Reliability", "CA1001:Types that own disposable fields should be disposable", Justification = "The source has no timer and its token no wait handle; Close unregisters from the caller's token.")]
internal abstract class GrainCall : Turn
{
    private readonly object?[] _arguments;

    // The one thing of the caller's context that goes along: what the call is part of, for traces.
    private readonly Activity? _partOf = Activity.Current;
    private CancellationTokenSource? _cancellation;
    private CancellationTokenRegistration _callerCancelled;
    private TurnQueue? _queue;

    protected GrainCall(GrainMethod method, ICallTarget target, object?[] arguments)
    {
        Method = method;
        Target = target;
        _arguments = arguments;
    }

    internal GrainMethod Method { get; }

    internal ICallTarget Target { get; }

    /// <summary>Timestamp of the silo's clock at sending.</summary>
    internal long SentAt { get; set; }

    /// <summary>Neighbours in the list of unanswered calls, owned by <see cref="CallTimeouts"/>.</summary>
    internal GrainCall? Earlier { get; set; }

    internal GrainCall? Later { get; set; }

    /// <summary>Where the call is listed until it is answered; null for one-way calls.</summary>
    internal CallTimeouts? Timeouts { get; set; }

    internal override Sharing Sharing => Method.Sharing;

    internal override ulong TraceMark => Method.TraceMark;

    /// <summary>The caller has its answer.</summary>
    internal abstract bool Answered { get; }

    /// <summary>The queue in which the call runs or ran; null before its turn.</summary>
    internal TurnQueue? Queue => Volatile.Read(ref _queue);

    /// <summary>Before sending: the callee gets a token of its own, and copies of the arguments if the silo copies.</summary>
    internal void Seal(SiloRuntime runtime)
    {
        if (runtime.Copier is { } copier)
        {
            foreach (var i in Method.CopiedArguments)
            {
                _arguments[i] = copier.Copy(_arguments[i]);
            }
        }

        if (Method.TakesCancellation)
        {
            var callers = (CancellationToken)_arguments[^1]!;
            _cancellation = new CancellationTokenSource();
            _arguments[^1] = _cancellation.Token;
            if (callers.CanBeCanceled && !Method.OneWay)
            {
                _callerCancelled = callers.UnsafeRegister(
                    static (state, token) => ((GrainCall)state!).CancelledByCaller(token), this);
            }
        }
    }

    internal override void Start(TurnQueue queue)
    {
        // The caller has given up while the call waited: running it would be work that nobody asked for any more.
        if (Answered)
        {
            queue.Finished(this);
            return;
        }

        Volatile.Write(ref _queue, queue);
        Task work;
        var before = Activity.Current;
        Activity.Current = _partOf;
        try
        {
            work = Method.Invoke(((ICallReceiver)queue).Instance, _arguments);
        }
        catch (Exception failure)
        {
            work = Task.FromException(failure);
        }
        finally
        {
            Activity.Current = before;
        }

        if (work.IsCompleted)
        {
            End(work);
        }
        else
        {
            // Inline when the work ends in a turn of this queue, as it nearly always does; queued when it was handed through from elsewhere.
            _ = work.ContinueWith(
                static (done, state) => ((GrainCall)state!).End(done), this,
                CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, queue);
        }
    }

    internal override void Abandon(Exception why, ILogger log)
    {
        if (Method.OneWay)
        {
            log.LogWarning("One-way call {Method} of {Target} was never run: {Reason}", Method.Name, Target, why.Message);
        }

        Fail(why);
    }

    internal void Fail(Exception why)
    {
        if (TryFail(why))
        {
            Close();
        }
    }

    internal void TimeOut(TimeSpan after)
    {
        Fail(new TimeoutException($"{Method.Name} of {Target} has not answered within {after}."));
        CancelWork();
    }

    protected abstract bool TryFail(Exception why);

    protected abstract bool TryCancel(CancellationToken token);

    protected abstract void Answer(Task work, SiloRuntime runtime);

    private void End(Task work)
    {
        var queue = _queue!;
        var runtime = queue.Runtime;
        if (Method.OneWay && !work.IsCompletedSuccessfully)
        {
            runtime.Logger.LogError(work.Exception?.GetBaseException(), "One-way call {Method} of {Target} failed; its caller does not know.", Method.Name, Target);
        }

        if (work.Exception?.InnerException is InconsistentStateException stale && queue is Activation activation)
        {
            // What this activation believes is not what is stored: it must not go on deciding.
            activation.RequestDeactivation(new(Orleans.DeactivationReasonCode.ApplicationError, stale, "The state was written by somebody else."));
        }

        Answer(work, runtime);
        Close();
        queue.Finished(this);
    }

    private void CancelledByCaller(CancellationToken token)
    {
        if (TryCancel(token))
        {
            Close();
        }

        CancelWork();
    }

    private void CancelWork()
    {
        if (_cancellation is not { } cancellation)
        {
            return;
        }

        if (Queue is { } queue)
        {
            // Callbacks of the token are grain code: they run in the grain's turn order, not on the canceller's thread.
            queue.Post(() =>
            {
                cancellation.Cancel();
                return Task.CompletedTask;
            });
        }
        else
        {
            cancellation.Cancel();
        }
    }

    private void Close()
    {
        _callerCancelled.Unregister();
        Timeouts?.Forget(this);
    }
}

/// <summary>A queue whose turns are calls of one object.</summary>
internal interface ICallReceiver
{
    object Instance { get; }
}

/// <inheritdoc/>
internal sealed class GrainCall<TResult> : GrainCall
{
    private readonly TaskCompletionSource<TResult> _answer;

    internal GrainCall(GrainMethod method, ICallTarget target, object?[] arguments, TurnScheduler scheduler)
        : base(method, target, arguments) => _answer = new(scheduler.AnswerOptions);

    internal Task<TResult> Task => _answer.Task;

    internal override bool Answered => _answer.Task.IsCompleted;

    protected override bool TryFail(Exception why) => _answer.TrySetException(why);

    protected override bool TryCancel(CancellationToken token) => _answer.TrySetCanceled(token);

    protected override void Answer(Task work, SiloRuntime runtime)
    {
        if (!work.IsCompletedSuccessfully)
        {
            _ = work.IsFaulted ? _answer.TrySetException(work.Exception.InnerExceptions) : _answer.TrySetCanceled();
        }
        else if (work is not Task<TResult> typed)
        {
            _answer.TrySetResult(default!);
        }
        else if (runtime.Copier is { } copier && typeof(TResult) != typeof(Nothing))
        {
            AnswerWithCopy(typed.Result, copier);
        }
        else
        {
            _answer.TrySetResult(typed.Result);
        }
    }

    private void AnswerWithCopy(TResult result, Copying.MessageCopier copier)
    {
        try
        {
            _answer.TrySetResult((TResult)copier.Copy(result)!);
        }
        catch (Copying.NotSerializableException failure)
        {
            _answer.TrySetException(failure);
        }
    }
}
