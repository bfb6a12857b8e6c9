using MedMgr.Ops.Domain.Beds;
using MedMgr.Ops.Domain.Definition;

namespace MedMgr.Ops.Domain.Units;

/// <summary>What counts against a unit's staffed capacity.</summary>
public static class UnitLoad
{
    /// <remarks>
    /// Patients in beds and reservations. In maternity a mother and her baby are one couplet: there the ratio counts beds (California Title 22
    /// s.70217: 1 nurse to 4 couplets).
    /// </remarks>
    public static int Of(UnitDefinition unit, IEnumerable<Bed> beds)
    {
        var couplets = unit.LevelOfCare == LevelOfCare.Maternity;
        var load = 0;
        foreach (var bed in beds)
        {
            load += bed.State switch
            {
                BedState.Occupied when couplets => 1,
                BedState.Occupied o => o.By.Length + o.Joining.Length,
                BedState.Reserved => 1,
                _ => 0,
            };
        }

        return load;
    }
}
