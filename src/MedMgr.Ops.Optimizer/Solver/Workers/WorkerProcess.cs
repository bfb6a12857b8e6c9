using System.Buffers.Binary;
using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace MedMgr.Ops.Optimizer.Solver.Workers;

/// <summary>One life of the worker: from its start to its end, one request at a time. Whatever goes wrong ends this life, and is what waiting requests hear
/// (<see cref="SolverUnavailableException"/>).</summary>
internal sealed class WorkerProcess : IAsyncDisposable
{
    private const int KeptErrorLines = 20;
    private readonly Process _process;
    private readonly Stream _input;
    private readonly Stream _output;
    private readonly Task _reading;
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Queue<string> _errors = new();
    private readonly Lock _lock = new();
    private Task _sending = Task.CompletedTask;
    private WorkerRequest? _current;
    private uint _lastRequest;
    private string? _failure;
    private SolverUnavailableException? _end;

    private WorkerProcess(Process process)
    {
        _process = process;
        _input = process.StandardInput.BaseStream;
        _output = process.StandardOutput.BaseStream;
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginErrorReadLine();
        _reading = Task.Run(ReadAsync);
    }

    /// <summary>The operating system's id.</summary>
    public int Id => _process.Id;

    /// <summary>Completes when the solver is loaded; fails when the process ends before.</summary>
    public Task Ready => _ready.Task;

    /// <summary>Whether it has ended or been given up.</summary>
    public bool IsOver
    {
        get
        {
            lock (_lock)
                return _end is not null;
        }
    }

    /// <summary>Starts the process.</summary>
    /// <exception cref="SolverUnavailableException">The operating system refused.</exception>
    public static WorkerProcess Start(SolverInstallation installation)
    {
        var start = new ProcessStartInfo(installation.Node, [installation.Script])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        try
        {
            return new(Process.Start(start)!);
        }
        catch (Win32Exception exception)
        {
            throw new SolverUnavailableException($"{installation.Node} did not start: {exception.Message}", exception);
        }
    }

    /// <summary>Sends a model, and gives the request to wait for.</summary>
    public WorkerRequest Begin(byte[] parameters, byte[] model, Action<string> onLog)
    {
        var payload = new byte[sizeof(int) + parameters.Length + model.Length];
        BinaryPrimitives.WriteInt32LittleEndian(payload, parameters.Length);
        parameters.CopyTo(payload, sizeof(int));
        model.CopyTo(payload, sizeof(int) + parameters.Length);
        WorkerRequest request;
        lock (_lock)
        {
            if (_current is { Answer.IsCompleted: false })
                throw new InvalidOperationException("The worker solves one model at a time.");
            _current = request = new(++_lastRequest, onLog, Stop);
            if (_end is not null)
                request.Fail(_end);
        }
        Send(new(FrameKind.Solve, request.Number, payload));
        return request;
    }

    /// <summary>Asks for the answer as it stands.</summary>
    public void Stop(WorkerRequest request) => Send(new(FrameKind.Stop, request.Number, []));

    /// <summary>Ends the process at once; whoever waits for an answer is told why.</summary>
    public void Kill(string why) => End(new SolverUnavailableException(why));

    public async ValueTask DisposeAsync()
    {
        Kill("The solver was shut down.");
        await _reading;
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private void Send(Frame frame)
    {
        lock (_lock)
            _sending = SendAfterAsync(_sending, frame.Encode());
    }

    private async Task SendAfterAsync(Task before, byte[] bytes)
    {
        await before;
        try
        {
            await _input.WriteAsync(bytes);
            await _input.FlushAsync();
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException)
        {
            End(new($"The solver does not take requests any more: {exception.Message}", exception));
        }
    }

    private async Task ReadAsync()
    {
        try
        {
            while (await Frame.ReadAsync(_output) is { } frame)
                Receive(frame);
            await _process.WaitForExitAsync();
            End(new($"{_failure ?? $"The solver's process ended with code {_process.ExitCode}."}{LastErrors()}"));
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException)
        {
            End(new($"The solver's output can not be read: {exception.Message}", exception));
        }
    }

    private void Receive(Frame frame)
    {
        WorkerRequest? request;
        lock (_lock)
            request = _current?.Number == frame.Request ? _current : null;
        switch (frame.Kind)
        {
            case FrameKind.Ready:
                _ready.TrySetResult();
                break;
            case FrameKind.Log:
                request?.Log(Encoding.UTF8.GetString(frame.Payload));
                break;
            case FrameKind.Answer:
                request?.Succeed(frame.Payload);
                break;
            case FrameKind.Failure:
                // The runtime gave up inside the solver: its memory can not be trusted any more. What it printed is still to come.
                _failure = $"The solver failed: {Encoding.UTF8.GetString(frame.Payload)}";
                _process.Kill();
                break;
            default:
                throw new InvalidDataException($"The worker sent a frame of kind {frame.Kind}.");
        }
    }

    private void End(SolverUnavailableException why)
    {
        lock (_lock)
        {
            if (_end is not null)
                return;
            _end = why;
            _current?.Fail(why);
            _process.Kill();
        }
        _ready.TrySetException(why);
    }

    private void Keep(string? line)
    {
        if (line is null)
            return;
        lock (_lock)
        {
            _errors.Enqueue(line);
            if (_errors.Count > KeptErrorLines)
                _errors.Dequeue();
        }
    }

    private string LastErrors()
    {
        lock (_lock)
            return _errors.Count == 0 ? "" : $" It said: {string.Join(Environment.NewLine, _errors)}";
    }
}
