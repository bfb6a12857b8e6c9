using MedMgr.Ops.Optimizer.BedPlacement.Scene;
using MedMgr.Ops.Optimizer.Solver;

namespace MedMgr.Ops.Optimizer.BedPlacement.Model;

/// <summary>The patient gets one of the beds that are alike, from one moment on.</summary>
/// <param name="Choice">Stands for all that are alike.</param>
/// <param name="Place">Position in <see cref="RoomGroup.Places"/>.</param>
internal sealed record Placing(Choice Choice, int Group, int Place, BoolVar Chosen);

/// <summary>Two patients exchange beds.</summary>
internal sealed record Exchanging(Exchange Exchange, BoolVar Chosen);

/// <summary>Somebody enters the unit before a minute.</summary>
internal sealed record UnitTakes(HouseUnit Unit, int BeforeMinute, BoolVar Takes);
