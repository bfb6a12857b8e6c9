using MedMgr.Ops.Domain;
using MedMgr.Ops.Grains;
using MedMgr.Ops.Grains.Contracts;

namespace MedMgr.Ops.Placement.Accepting;

/// <summary>The way to one hospital's grains, on behalf of the person who accepts.</summary>
internal sealed class House
{
    private readonly IGrainFactory _grains;
    private readonly HospitalId _id;
    private readonly string _actor;

    public House(IGrainFactory grains, HospitalId id, string actor, DateTimeOffset now) => (_grains, _id, _actor, Now) = (grains, id, actor, now);

    public DateTimeOffset Now { get; }

    public IHospitalGrain Hospital => _grains.GetGrain<IHospitalGrain>(_id.Value);

    public IEncounterGrain Visit(EncounterId id) => _grains.GetGrain<IEncounterGrain>(GrainKeys.Of(_id, id));

    public IUnitGrain Unit(UnitId id) => _grains.GetGrain<IUnitGrain>(GrainKeys.Of(_id, id));

    /// <param name="step">Names what is asked: asked again under the same name it is not done again.</param>
    public Origin Origin(string step) => new(OriginKind.User, _actor, $"placement:{step}", Now);
}
