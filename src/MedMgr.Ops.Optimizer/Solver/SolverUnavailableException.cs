namespace MedMgr.Ops.Optimizer.Solver;

/// <summary>The solver gave no answer: it is not installed, did not start, died, or did not answer by its deadline. The next request may succeed.</summary>
public sealed class SolverUnavailableException : Exception
{
    public SolverUnavailableException()
    {
    }

    public SolverUnavailableException(string message)
        : base(message)
    {
    }

    public SolverUnavailableException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
