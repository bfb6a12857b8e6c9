using System.Reflection;
using MedMgr.Ops.Api.Boards;
using MedMgr.Ops.Api.Bodies;
using MedMgr.Ops.Api.Commands;
using MedMgr.Ops.Api.Problems;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Definition;
using MedMgr.Ops.Grains;
using MedMgr.Ops.Grains.Contracts;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace MedMgr.Ops.Api.Hospitals;

/// <summary>The hospital that the path names, and the way to its grains.</summary>
internal sealed class RequestedHospital
{
    public const string Parameter = "hospital";

    private readonly HttpContext _http;
    private readonly IGrainFactory _grains;

    private RequestedHospital(HttpContext http, HospitalMap map)
    {
        _http = http;
        _grains = http.RequestServices.GetRequiredService<IGrainFactory>();
        Map = map;
    }

    public HospitalId Id => Map.Definition.Id;

    public HospitalMap Map { get; }

    public IHospitalGrain Grain => _grains.GetGrain<IHospitalGrain>(Id.Value);

    public static ValueTask<RequestedHospital?> BindAsync(HttpContext http, ParameterInfo parameter) => ValueTask.FromResult<RequestedHospital?>(Of(http));

    /// <exception cref="ProblemException">No such hospital, or one that another server changes.</exception>
    public static RequestedHospital Of(HttpContext http)
    {
        var id = PathIds.Id<HospitalId>(http, Parameter);
        var directory = http.RequestServices.GetRequiredService<HospitalDirectory>();
        return directory.Owners.IsOurs(id)
            ? directory.Find(id) is { } map ? new RequestedHospital(http, map) : throw Unknown(id)
            : throw (IsKnown(id) ? Elsewhere(id, directory.Owners) : Unknown(id));

        // The board also knows what another server has opened since this one started.
        bool IsKnown(HospitalId asked) => directory.Find(asked) is not null || http.RequestServices.GetRequiredService<IBoardFeeds>().Find(asked) is not null;
    }

    private static ProblemException Elsewhere(HospitalId id, HospitalOwners owners) =>
        new(ApiProblem.Make(StatusCodes.Status421MisdirectedRequest, "hospital-elsewhere", owners.WhereInstead(id) + "."));

    public static ProblemException Unknown(HospitalId id) =>
        new(ApiProblem.Of(new Rejection(RejectionCode.HospitalUnknown, $"There is no hospital {id}. GET /api/hospitals lists those that there are.")));

    public IUnitGrain Unit(UnitId id) => _grains.GetGrain<IUnitGrain>(GrainKeys.Of(Id, id));

    public IEncounterGrain Encounter(EncounterId id) => _grains.GetGrain<IEncounterGrain>(GrainKeys.Of(Id, id));

    public IStaffGrain Staff(StaffId id) => _grains.GetGrain<IStaffGrain>(GrainKeys.Of(Id, id));

    /// <inheritdoc cref="Acknowledgement.Of"/>
    public Task<IResult> Acknowledge<TAnswer>(CommandContext by, Outcome outcome, IEnumerable<string> streams, Func<ReplyKind, long, TAnswer> answer) =>
        _http.RequestServices.GetRequiredService<Acknowledgement>().Of(_http, Id, by, outcome, streams, answer);
}
