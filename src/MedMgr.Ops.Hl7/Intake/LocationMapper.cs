using System.Collections.Frozen;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Definition;
using MedMgr.Ops.Domain.Encounters;
using MedMgr.Ops.Hl7.Acknowledgement;
using MedMgr.Ops.Hl7.Adt;
using MedMgr.Ops.Hl7.Messages;

namespace MedMgr.Ops.Hl7.Intake;

/// <summary>A sender's location in the hospital's own names.</summary>
/// <remarks>The definition's location codes first; else point of care is the unit id, bed the bed id, and a room that is sent has to be the bed's.</remarks>
public sealed class LocationMapper
{
    private readonly HospitalMap _map;
    private readonly FrozenDictionary<string, LocationCode> _codes;

    public LocationMapper(HospitalMap map)
    {
        _map = map;
        _codes = map.Definition.LocationCodes.ToFrozenDictionary(c => c.Code, StringComparer.Ordinal);
    }

    /// <param name="where">The field that is read, for the refusal.</param>
    /// <returns>Both null where no place was sent.</returns>
    public (Place? Place, AckError? Refusal) Map(PointOfCare location, Hl7Location where)
    {
        if (!location.NamesPlace)
        {
            return (null, null);
        }

        if (_codes.TryGetValue(CodeOf(location), out var code))
        {
            return (new Place(code.Unit, code.Bed), null);
        }

        if (location.Bed.Text is { } bedName)
        {
            return MapBed(location, new BedId(bedName), where);
        }

        if (location.Unit.Text is not { } unitName || _map.Unit(new UnitId(unitName)) is not { } unit)
        {
            return Unknown(where with { Component = 1 }, $"no unit or location code '{location.Unit.Text}' in {_map.Definition.Id}");
        }

        return (new Place(unit.Id, null), null);
    }

    private (Place?, AckError?) MapBed(PointOfCare location, BedId bed, Hl7Location where)
    {
        if (_map.UnitOf(bed) is not { } unit)
        {
            return Unknown(where with { Component = 3 }, $"no bed or location code '{bed}' in {_map.Definition.Id}");
        }

        if (location.Unit.Text is { } told && told != unit.Id.Value)
        {
            return Unknown(where with { Component = 1 }, $"bed '{bed}' belongs to unit '{unit.Id}', not to '{told}'");
        }

        return location.Room.Text is { } room && room != _map.RoomOf(bed)!.Id.Value
            ? Unknown(where with { Component = 2 }, $"bed '{bed}' stands in room '{_map.RoomOf(bed)!.Id}', not in '{room}'")
            : (new Place(unit.Id, bed), null);
    }

    private static (Place?, AckError?) Unknown(Hl7Location where, string why) =>
        (null, new AckError(Hl7ErrorCode.UnknownKeyIdentifier, where, $"{why}. Correct the location, or add it to the hospital's locationCodes."));

    private static string CodeOf(PointOfCare l) => $"{l.Unit.Text}^{l.Room.Text}^{l.Bed.Text}".TrimEnd('^');
}
