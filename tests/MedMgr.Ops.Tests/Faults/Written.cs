using MedMgr.Load.History;
using MedMgr.Ops.EventLog;
using MedMgr.Ops.Tests.Support;

namespace MedMgr.Ops.Tests.Faults;

/// <summary>What a log holds after the fault, once it has been looked over: chain intact, nobody in a bed twice.</summary>
internal static class Written
{
    /// <returns>How often something was appended under each cause.</returns>
    public static async Task<Dictionary<string, int>> In(IEventLog log, SmallHospital hospital)
    {
        (await log.VerifyAsync()).ShouldBeOfType<ChainVerdict.Intact>();
        var fold = new BedFold(hospital.Definition);
        await fold.Read(log, TestContext.Current.CancellationToken);
        fold.Wrong.ShouldBeEmpty();
        var times = new Dictionary<string, int>();
        var last = "";
        await foreach (var recorded in log.ReadAllAsync(hospital.Id))
        {
            if (recorded.Cause.Id != last)
            {
                last = recorded.Cause.Id;
                times[last] = times.GetValueOrDefault(last) + 1;
            }
        }

        return times;
    }

    public static async Task<Dictionary<string, int>> InFolder(string data, SmallHospital hospital)
    {
        await using var log = await EventLogs.OpenSqliteReadOnlyAsync(data);
        return await In(log, hospital);
    }
}
