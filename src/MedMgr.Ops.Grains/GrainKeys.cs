using MedMgr.Ops.Domain;

namespace MedMgr.Ops.Grains;

/// <summary>Grain keys: "hospital/id". No id holds a slash.</summary>
public static class GrainKeys
{
    public static string Of<TId>(HospitalId hospital, TId id) where TId : struct, IId<TId> => $"{hospital.Value}/{id.Value}";

    public static (HospitalId Hospital, TId Id) Parse<TId>(string key) where TId : struct, IId<TId>
    {
        var slash = key.IndexOf('/', StringComparison.Ordinal);
        return slash > 0
            ? (new HospitalId(key[..slash]), TId.Of(key[(slash + 1)..]))
            : throw new FormatException($"'{key}' is no grain key: expected hospital/id.");
    }
}
