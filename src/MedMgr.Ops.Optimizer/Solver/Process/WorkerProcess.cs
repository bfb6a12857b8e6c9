using System.Diagnostics;
using System.Text;

namespace MedMgr.Ops.Optimizer.Solver.Process;

/// <summary>One life of the worker: from its start to its end, one request at a time. What went wrong comes out as <see cref="SolverUnavailableException"/>, and then this life is over.</summary>
internal sealed class WorkerProcess : IAsyncDisposable
{
    private const int KeptErrorLines = 20;
    private readonly System.Diagnostics.Process _process;
    private readonly Task _reading;
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly SemaphoreSlim _writing = new(1, 1);
    private readonly Queue<string> _errors = new();
    private readonly Lock _lock = new();
    private Request? _current;
    private uint _lastRequest;
    private Exception? _end;

    private WorkerProcess(System.Diagnostics.Process process)
    {
        _process = process;
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginErrorReadLine();
        _reading = Task.Run(ReadAsync);
    }

    /// <summary>The operating system's id.</summary>
    public int Id => _process.Id;

    /// <summary>Whether it has ended or been given up.</summary>
    public bool IsOver
    {
        get
        {
            lock (_lock)
                return _end is not null;
        }
    }

    /// <summary>Starts the process and waits until the solver is loaded.</summary>
    public static async Task<WorkerProcess> StartAsync(SolverInstallation installation, TimeSpan timeout, TimeProvider time)
    {
        var start = new ProcessStartInfo(installation.Node, [installation.Script])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        System.Diagnostics.Process process;
        try
        {
            process = System.Diagnostics.Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception exception)
        {
            throw new SolverUnavailableException($"{installation.Node} did not start: {exception.Message}", exception);
        }
        var worker = new WorkerProcess(process);
        try
        {
            await worker._ready.Task.WaitAsync(timeout, time);
            return worker;
        }
        catch (TimeoutException)
        {
            await worker.DisposeAsync();
            throw new SolverUnavailableException($"The solver was not ready within {timeout.TotalSeconds:0.#} s of its start.");
        }
        catch (SolverUnavailableException)
        {
            await worker.DisposeAsync();
            throw;
        }
    }

    /// <summary>Sends a request; the answer is a <c>CpSolverResponse</c>.</summary>
    public Request Begin(byte[] parameters, byte[] model, Action<string> onLog)
    {
        var payload = new byte[4 + parameters.Length + model.Length];
        BitConverter.TryWriteBytes(payload, parameters.Length);
        parameters.CopyTo(payload, 4);
        model.CopyTo(payload, 4 + parameters.Length);
        Request request;
        lock (_lock)
        {
            if (_current is { Answer.IsCompleted: false })
                throw new InvalidOperationException("The worker solves one model at a time.");
            request = new(++_lastRequest, onLog);
            _current = request;
            if (_end is not null)
                request.Fail(_end);
        }
        _ = SendAsync(new(FrameKind.Solve, request.Number, payload));
        return request;
    }

    /// <summary>Asks for the answer as it stands.</summary>
    public void Stop(Request request) => _ = SendAsync(new(FrameKind.Stop, request.Number, []));

    /// <summary>Ends the process at once; whoever waits for an answer is told why.</summary>
    public void Kill(string why)
    {
        End(new SolverUnavailableException(why));
        _process.Kill();
    }

    public async ValueTask DisposeAsync()
    {
        Kill("The solver was shut down.");
        await _reading;
        await _process.WaitForExitAsync();
        _process.Dispose();
        _writing.Dispose();
    }

    private async Task SendAsync(Frame frame)
    {
        await _writing.WaitAsync();
        try
        {
            await _process.StandardInput.BaseStream.WriteAsync(frame.Encode());
            await _process.StandardInput.BaseStream.FlushAsync();
        }
        catch (IOException exception)
        {
            End(new SolverUnavailableException($"The solver does not take requests any more: {exception.Message}", exception));
        }
        finally
        {
            _writing.Release();
        }
    }

    private async Task ReadAsync()
    {
        try
        {
            while (await Frame.ReadAsync(_process.StandardOutput.BaseStream) is { } frame)
                Receive(frame);
            await _process.WaitForExitAsync();
            End(new SolverUnavailableException($"The solver's process ended with code {_process.ExitCode}.{LastErrors()}"));
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException)
        {
            End(new SolverUnavailableException($"The solver's output can not be read: {exception.Message}", exception));
        }
    }

    private void Receive(Frame frame)
    {
        Request? request;
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
                // The runtime aborted inside the solver; nothing in its memory can be trusted after that.
                End(new SolverUnavailableException($"The solver failed: {Encoding.UTF8.GetString(frame.Payload)}{LastErrors()}"));
                break;
            default:
                throw new InvalidDataException($"The worker sent a frame of kind {frame.Kind}.");
        }
    }

    private void End(Exception why)
    {
        lock (_lock)
        {
            _end ??= why;
            _current?.Fail(_end);
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

    /// <summary>One model on its way.</summary>
    internal sealed class Request(uint number, Action<string> onLog)
    {
        private readonly TaskCompletionSource<byte[]> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public uint Number => number;

        public Task<byte[]> Answer => _answer.Task;

        public void Succeed(byte[] response) => _answer.TrySetResult(response);

        public void Fail(Exception why) => _answer.TrySetException(why);

        public void Log(string line)
        {
            try
            {
                if (!_answer.Task.IsCompleted)
                    onLog(line);
            }
#pragma warning disable CA1031 // The listener is the caller's: whatever it throws is the caller's answer, and must not end the reading.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                Fail(exception);
            }
        }
    }
}
