using System.Buffers;
using System.IO.Pipelines;
using System.Net.Sockets;
using MedMgr.Ops.Hl7.Acknowledgement;
using MedMgr.Ops.Hl7.Messages;

namespace MedMgr.Ops.Hl7.Mllp;

/// <summary>Sends messages over one MLLP connection and matches the acknowledgements by MSA-2.</summary>
/// <remarks>
/// Safe for concurrent use; the order of concurrent calls is nobody's promise, see <see cref="PostAsync"/>. After a fault of the
/// connection every call fails: connect anew.
/// </remarks>
public sealed class MllpClient : IAsyncDisposable
{
    private readonly NetworkStream _stream;
    private readonly MllpClientOptions _options;
    private readonly TimeProvider _time;
    private readonly PipeWriter _output;
    private readonly SemaphoreSlim _window;
    private readonly SemaphoreSlim _writing = new(1, 1);
    private readonly CancellationTokenSource _closing = new();
    private readonly List<PendingReply> _pending = [];
    private readonly Task _receiving;
    private Exception? _fault;
    private long _unmatched;

    private MllpClient(Socket socket, MllpClientOptions options, TimeProvider time)
    {
        socket.NoDelay = true;
        _stream = new NetworkStream(socket, ownsSocket: true);
        _options = options;
        _time = time;
        _output = PipeWriter.Create(_stream, new StreamPipeWriterOptions(leaveOpen: true));
        _window = new SemaphoreSlim(options.Window, options.Window);
        _receiving = ReceiveAsync();
    }

    /// <summary>Acknowledgements that belong to no message under way: late ones, and those of ER and SU modes.</summary>
    public long UnmatchedReplies => Volatile.Read(ref _unmatched);

    /// <summary>Connects.</summary>
    /// <exception cref="SocketException">Nobody listens there.</exception>
    /// <exception cref="TimeoutException">Nobody answered within <see cref="MllpClientOptions.ConnectTimeout"/>.</exception>
    public static async Task<MllpClient> ConnectAsync(string host, int port, MllpClientOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Window, 1, nameof(options));
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        using var late = new CancellationTokenSource(options.ConnectTimeout, time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        try
        {
            await socket.ConnectAsync(host, port, limit.Token).ConfigureAwait(false);
            return new MllpClient(socket, options, time);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            socket.Dispose();
            throw new TimeoutException($"{host}:{port} did not answer within {options.ConnectTimeout}");
        }
        catch (Exception)
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Sends one message and waits for the acknowledgements that its header asks for.</summary>
    /// <param name="message">The message without framing.</param>
    /// <param name="cancellationToken">Gives up waiting; the message may have arrived all the same.</param>
    /// <exception cref="TimeoutException">No answer in time.</exception>
    /// <exception cref="IOException">The connection broke before the answer: whether the message was taken is not known.</exception>
    public async Task<MllpReply> SendAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken)
    {
        Task<MllpReply> reply = await PostAsync(message, cancellationToken).ConfigureAwait(false);
        return await reply.ConfigureAwait(false);
    }

    /// <summary>Sends one message as soon as the window has room; the inner task is its answer.</summary>
    /// <remarks>Who awaits each post before the next one keeps the order of messages and still has a window of them under way.</remarks>
    /// <exception cref="IOException">The connection is broken. The inner task fails as <see cref="SendAsync"/> does.</exception>
    public async Task<Task<MllpReply>> PostAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken)
    {
        await _window.WaitAsync(cancellationToken).ConfigureAwait(false);
        var pending = new PendingReply(AckHeader.Salvage(message.Span));
        bool written = false;
        try
        {
            lock (_pending)
            {
                if (_fault is not null)
                    throw new IOException("the connection is broken", _fault);
                if (!pending.Completion.IsCompleted)
                    _pending.Add(pending);
            }

            await WriteAsync(message, cancellationToken).ConfigureAwait(false);
            written = true;
        }
        finally
        {
            if (!written)
                Forget(pending);
        }

        return ReplyAsync(pending, cancellationToken);
    }

    /// <summary>Closes; what is still unanswered fails.</summary>
    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync().ConfigureAwait(false);
        await _receiving.ConfigureAwait(false);
        await _stream.DisposeAsync().ConfigureAwait(false);
        _closing.Dispose(); // The semaphores hold no handles, and answers that fail just now still release them.
    }

    private async Task<MllpReply> ReplyAsync(PendingReply pending, CancellationToken cancellationToken)
    {
        try
        {
            return await pending.Completion.WaitAsync(_options.ReplyTimeout, _time, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            Forget(pending);
        }
    }

    private void Forget(PendingReply pending)
    {
        lock (_pending)
            _pending.Remove(pending);
        _window.Release();
    }

    private async Task WriteAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken)
    {
        await _writing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            MllpFraming.WriteFrame(_output, message.Span);
            await _output.FlushAsync(_closing.Token).ConfigureAwait(false); // Not the caller's token: half a frame would break all that follow.
        }
        catch (OperationCanceledException)
        {
            throw new IOException("the connection was closed while the message was being sent");
        }
        finally
        {
            _writing.Release();
        }
    }

    private async Task ReceiveAsync()
    {
        PipeReader input = PipeReader.Create(_stream, new StreamPipeReaderOptions(leaveOpen: true));
        var decoder = new MllpFrameDecoder(_options.MaxReplyBytes);
        try
        {
            while (true)
            {
                ReadResult read = await input.ReadAsync(_closing.Token).ConfigureAwait(false);
                ReadOnlySequence<byte> buffer = read.Buffer;
                while (decoder.TryRead(ref buffer, out MllpItem item))
                    Match(item);
                if (read.IsCompleted)
                    break;
                input.AdvanceTo(buffer.Start, buffer.End);
            }

            FailAll(new IOException("the receiver closed the connection before it answered"));
        }
        catch (Exception broken) when (broken is IOException or OperationCanceledException)
        {
            FailAll(broken as IOException ?? new IOException("the connection was closed before the answer came", broken));
        }
        finally
        {
            await input.CompleteAsync().ConfigureAwait(false);
        }
    }

    private void Match(in MllpItem item)
    {
        ReceivedAck? ack = item.Kind == MllpItemKind.Message && Hl7Message.TryParse(item.Bytes.Span, null, out Hl7Message? message, out _)
            ? ReceivedAck.Of(message)
            : null;
        lock (_pending)
        {
            // The oldest of that id: the same message may be under way twice.
            PendingReply? pending = ack is null ? null : _pending.Find(p => p.ControlId == ack.ControlId);
            if (pending is null)
                Interlocked.Increment(ref _unmatched);
            else if (pending.Take(ack!))
                _pending.Remove(pending);
        }
    }

    private void FailAll(IOException fault)
    {
        lock (_pending)
        {
            _fault = fault;
            foreach (PendingReply pending in _pending)
                pending.Fail(fault);
            _pending.Clear();
        }
    }
}
