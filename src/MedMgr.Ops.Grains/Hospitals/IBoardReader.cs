using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Board;

namespace MedMgr.Ops.Grains.Hospitals;

/// <summary>Where the reconciler looks the hospital over. The process binds it to the board that its displays show.</summary>
public interface IBoardReader
{
    /// <summary>Runs <paramref name="read"/> on the board between two transactions. It must be quick and keep nothing of the board.</summary>
    ValueTask<T> ReadAsync<T>(HospitalId hospital, Func<HospitalBoard, T> read);
}
