using System.Buffers;
using System.IO.Pipelines;
using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using MedMgr.Ops.Hl7.Acknowledgement;
using MedMgr.Ops.Hl7.Messages;
using Microsoft.Extensions.Logging;

namespace MedMgr.Ops.Hl7.Mllp;

/// <summary>One sender: reads frames, starts the receiver in their order, writes the acknowledgements in their order.</summary>
internal sealed class MllpConnection : IDisposable
{
    private static readonly IReadOnlyList<byte[]> NoAnswer = [];

    private readonly Socket _socket;
    private readonly NetworkStream _stream;
    private readonly EndPoint? _remote;
    private readonly string _name;
    private readonly MllpListenerOptions _options;
    private readonly IHl7Receiver _receiver;
    private readonly AckBuilder _acks;
    private readonly TimeProvider _time;
    private readonly MllpCounters _counters;
    private readonly ILogger _logger;
    private readonly SemaphoreSlim _window;
    private readonly CancellationTokenSource _hangUp = new();
    private readonly Channel<Task<IReadOnlyList<byte[]>>> _answers =
        Channel.CreateUnbounded<Task<IReadOnlyList<byte[]>>>(new UnboundedChannelOptions { SingleReader = true, SingleWriter = true });

    private long _lastArrival;

    public MllpConnection(
        Socket socket, string name, MllpListenerOptions options, IHl7Receiver receiver, AckBuilder acks, TimeProvider time, MllpCounters counters, ILogger logger)
    {
        _socket = socket;
        _socket.NoDelay = true;
        _stream = new NetworkStream(socket, ownsSocket: true);
        _remote = socket.RemoteEndPoint;
        _name = name;
        _options = options;
        _receiver = receiver;
        _acks = acks;
        _time = time;
        _counters = counters;
        _logger = logger;
        _window = new SemaphoreSlim(options.Window, options.Window);
    }

    /// <summary>Serves until the sender closes, falls silent or does not read, or until a stop.</summary>
    /// <param name="stop">Read no more; answer what was taken.</param>
    /// <param name="abort">Leave what was taken unanswered.</param>
    public async Task RunAsync(CancellationToken stop, CancellationToken abort)
    {
        using var reading = CancellationTokenSource.CreateLinkedTokenSource(stop, abort, _hangUp.Token);
        ITimer idle = _time.CreateTimer(_ => HangUpWhenIdle(), null, _options.IdleTimeout, _options.IdleTimeout);
        await using ConfiguredAsyncDisposable idleEnds = idle.ConfigureAwait(false);
        Task writing = WriteAnswersAsync(abort);
        try
        {
            await ReadFramesAsync(reading.Token, abort).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // Stop, idle or cut off: what was taken is still answered below.
        }
        catch (Exception gone) when (gone is IOException or ObjectDisposedException)
        {
            _logger.LogInformation(gone, "{Connection} from {Remote} broke", _name, _remote);
        }
        finally
        {
            _answers.Writer.Complete();
        }

        await writing.ConfigureAwait(false);
    }

    public void Dispose()
    {
        _stream.Dispose();
        _hangUp.Dispose();
        _window.Dispose();
    }

    private async Task ReadFramesAsync(CancellationToken reading, CancellationToken abort)
    {
        // Zero-byte reads: a silent connection holds no buffer.
        PipeReader input = PipeReader.Create(_stream, new StreamPipeReaderOptions(bufferSize: 16 * 1024, leaveOpen: true, useZeroByteReads: true));
        var decoder = new MllpFrameDecoder(_options.Limits.MaxBytes);
        _lastArrival = _time.GetTimestamp();
        try
        {
            while (true)
            {
                ReadResult read = await input.ReadAsync(reading).ConfigureAwait(false);
                Volatile.Write(ref _lastArrival, _time.GetTimestamp());
                ReadOnlySequence<byte> buffer = read.Buffer;
                while (decoder.TryRead(ref buffer, out MllpItem item))
                    await TakeAsync(item, reading, abort).ConfigureAwait(false);
                if (read.IsCompleted)
                {
                    if (decoder.TryFinish(buffer, out MllpItem cut))
                        Report(cut);
                    return;
                }

                input.AdvanceTo(buffer.Start, buffer.End);
            }
        }
        finally
        {
            await input.CompleteAsync().ConfigureAwait(false);
        }
    }

    private async ValueTask TakeAsync(MllpItem item, CancellationToken reading, CancellationToken abort)
    {
        if (item.Kind is MllpItemKind.Junk or MllpItemKind.Abandoned)
        {
            Report(item);
            return;
        }

        ReceivedMessage message = item.Kind == MllpItemKind.Message
            ? ReceivedMessage.Of(item.Bytes, _time.GetUtcNow(), _name, _options.Limits, _remote)
            : Oversize(item);
        if (message.Header.IsAcknowledgement)
        {
            _counters.Acknowledgement();
            return;
        }

        await _window.WaitAsync(reading).ConfigureAwait(false);
        _counters.Message();
        _answers.Writer.TryWrite(AnswerAsync(message, abort)); // Unbounded; the window bounds it.
    }

    private ReceivedMessage Oversize(in MllpItem item)
    {
        _counters.Oversize();
        _logger.LogWarning("{Connection} from {Remote} sent a message beyond {Max} bytes", _name, _remote, _options.Limits.MaxBytes);
        var error = new Hl7FormatError(new Hl7Location("MSH"), $"message exceeds the limit of {_options.Limits.MaxBytes} bytes", _options.Limits.MaxBytes);
        return new ReceivedMessage(_name, _remote, _time.GetUtcNow(), item.Bytes, AckHeader.Salvage(item.Bytes.Span), null, error);
    }

    /// <remarks>Runs in the reading loop up to the receiver's first await: that is what keeps the order.</remarks>
    private async Task<IReadOnlyList<byte[]>> AnswerAsync(ReceivedMessage message, CancellationToken abort)
    {
        AckDecision decision;
        try
        {
            decision = await _receiver.HandleAsync(message, abort).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (abort.IsCancellationRequested)
        {
            return NoAnswer; // The sender must believe that nothing happened, and will send again.
        }
        catch (Exception fault)
        {
            // The boundary to a stranger's system: whatever went wrong on our side, the sender is told and the connection lives.
            _counters.Fault();
            _logger.LogError(fault, "Handling message {ControlId} from {Remote} failed", message.Header.ControlId, _remote);
            decision = AckDecision.Refused(AckCode.Error, new AckError(Hl7ErrorCode.ApplicationInternalError, null, "the message could not be processed because of a fault at the receiver"));
        }

        return _acks.Answer(message.Header, decision);
    }

    private async Task WriteAnswersAsync(CancellationToken abort)
    {
        PipeWriter output = PipeWriter.Create(_stream, new StreamPipeWriterOptions(leaveOpen: true));
        bool broken = false;
        await foreach (Task<IReadOnlyList<byte[]>> answer in _answers.Reader.ReadAllAsync(CancellationToken.None).ConfigureAwait(false))
        {
            // Answers that are ready together leave in one packet.
            if (!answer.IsCompleted && !broken)
                broken = !await FlushAsync(output, abort).ConfigureAwait(false);
            foreach (byte[] message in await answer.ConfigureAwait(false))
            {
                if (!broken)
                    MllpFraming.WriteFrame(output, message);
            }

            if (!broken && (!_answers.Reader.TryPeek(out _) || output.UnflushedBytes > 32 * 1024))
                broken = !await FlushAsync(output, abort).ConfigureAwait(false);
            _window.Release();
        }

        if (!broken)
            broken = !await FlushAsync(output, abort).ConfigureAwait(false);
        if (broken)
            return;
        try
        {
            _socket.Shutdown(SocketShutdown.Send); // The last acknowledgement arrives before the close.
        }
        catch (SocketException gone)
        {
            _logger.LogDebug(gone, "{Connection} was closed by the sender first", _name);
        }
    }

    /// <returns>False where the sender is gone or does not read; nothing more is read from it then.</returns>
    private async ValueTask<bool> FlushAsync(PipeWriter output, CancellationToken abort)
    {
        if (output.UnflushedBytes == 0)
            return true;
        using var slow = new CancellationTokenSource(_options.WriteTimeout, _time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(slow.Token, abort);
        try
        {
            await output.FlushAsync(limit.Token).ConfigureAwait(false);
            return true;
        }
        catch (OperationCanceledException)
        {
            if (!abort.IsCancellationRequested)
            {
                _counters.Slow();
                _logger.LogWarning("{Connection} from {Remote} does not read its acknowledgements; cut off", _name, _remote);
            }
        }
        catch (IOException gone)
        {
            _logger.LogInformation(gone, "{Connection} from {Remote} went away before its acknowledgements", _name, _remote);
        }

        await _hangUp.CancelAsync().ConfigureAwait(false);
        _socket.Close(0);
        return false;
    }

    private void Report(in MllpItem item)
    {
        if (item.Kind == MllpItemKind.Junk)
            _counters.Junk();
        else
            _counters.Abandoned();
        _logger.LogWarning(
            "{Connection} from {Remote}: {Kind}, {Length} bytes dropped, beginning {Bytes}", _name, _remote, item.Kind, item.Length, Convert.ToHexString(item.Bytes.Span));
    }

    private void HangUpWhenIdle()
    {
        bool underWay = _window.CurrentCount < _options.Window;
        if (underWay || _time.GetElapsedTime(Volatile.Read(ref _lastArrival)) < _options.IdleTimeout)
            return;
        _counters.Idle();
        _logger.LogInformation("{Connection} from {Remote} was silent for {Idle}; closed", _name, _remote, _options.IdleTimeout);
        _hangUp.Cancel();
    }
}
