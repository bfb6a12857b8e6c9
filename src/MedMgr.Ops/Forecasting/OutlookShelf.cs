using System.Collections.Concurrent;
using MedMgr.Ops.Domain;
using MedMgr.Ops.WallBoard.Live;

namespace MedMgr.Ops.Forecasting;

/// <summary>Where the walls take their forecasts from: the newest of each hospital.</summary>
internal sealed class OutlookShelf : IOutlooks
{
    private readonly ConcurrentDictionary<HospitalId, Outlook> _outlooks = new();

    public Outlook? Of(HospitalId hospital) => _outlooks.GetValueOrDefault(hospital);

    public void Put(HospitalId hospital, Outlook outlook) => _outlooks[hospital] = outlook;
}
