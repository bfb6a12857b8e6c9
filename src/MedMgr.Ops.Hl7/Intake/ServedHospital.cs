using System.Runtime.CompilerServices;
using MedMgr.Ops.Domain.Definition;
using MedMgr.Ops.Hl7.Adt;

namespace MedMgr.Ops.Hl7.Intake;

/// <summary>A hospital as its senders meet it: its map, how its messages are read and how its places are named.</summary>
internal sealed class ServedHospital
{
    private static readonly ConditionalWeakTable<HospitalMap, ServedHospital> Made = [];

    private ServedHospital(HospitalMap map)
    {
        Map = map;
        Locations = new LocationMapper(map);
        Reader = new AdtReader(new AdtReaderOptions { Zone = TimeZoneInfo.FindSystemTimeZoneById(map.Definition.TimeZone) });
    }

    public HospitalMap Map { get; }

    public LocationMapper Locations { get; }

    public AdtReader Reader { get; }

    public static ServedHospital Of(HospitalMap map) => Made.GetValue(map, m => new ServedHospital(m));
}
