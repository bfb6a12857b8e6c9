namespace MedMgr.Ops.Api.Problems;

/// <summary>Ends a request before its handler runs: what it names does not exist, or what it says can not be read.</summary>
public sealed class ProblemException : Exception
{
    public ProblemException(ApiProblem problem)
        : base(problem?.Detail) => Problem = problem ?? throw new ArgumentNullException(nameof(problem));

    public ApiProblem Problem { get; }
}
