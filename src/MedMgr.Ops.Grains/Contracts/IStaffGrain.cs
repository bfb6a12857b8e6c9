using MedMgr.Ops.Domain.Staffing;

namespace MedMgr.Ops.Grains.Contracts;

/// <summary>One member of staff. Key: "hospital/staff id".</summary>
public interface IStaffGrain : IGrainWithStringKey
{
    Task<StaffReply> Get();

    Task<StaffReply> Execute(StaffCommand command, Origin origin);
}
