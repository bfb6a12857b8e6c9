using MedMgr.Ops.Consoles.Pictures;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Board;

namespace MedMgr.Ops.Consoles;

/// <summary>The plans that consoles show. The process binds it to its placement desk. Safe for concurrent use.</summary>
public interface IConsolePlans
{
    /// <summary>The newest plan, each step marked by how the house stands now; null while there is none. Runs on the board's own loop: it must be quick and keep nothing of the board.</summary>
    ConsolePlan? Newest(HospitalBoard board, DateTimeOffset now);

    /// <summary>Completes when the newest plan of a hospital may be another. Take it first, look, then await it.</summary>
    Task Changed(HospitalId hospital);
}

/// <summary>For a host that makes no plans.</summary>
internal sealed class NoConsolePlans : IConsolePlans
{
    private static readonly Task Never = new TaskCompletionSource().Task;

    public ConsolePlan? Newest(HospitalBoard board, DateTimeOffset now) => null;

    public Task Changed(HospitalId hospital) => Never;
}
