using System.Collections.Frozen;
using MedMgr.Ops.Domain;

namespace MedMgr.Ops.Grains;

/// <summary>Where several servers share one log: which hospitals this one changes, and where the others are changed. Set by configuration, not found out.</summary>
/// <remarks>
/// A mistake costs no truth: the expected versions of the log are the fence between two owners. It costs races, and what one owner can not see of the
/// other until it writes: see docs/operations.md.
/// </remarks>
public sealed class HospitalOwners
{
    /// <summary>One server, or one cluster: every hospital is ours.</summary>
    public static readonly HospitalOwners AllOurs = new(null, FrozenDictionary<HospitalId, Uri>.Empty);

    private readonly FrozenSet<HospitalId>? _ours;
    private readonly FrozenDictionary<HospitalId, Uri> _peers;

    /// <param name="ours">Null: all.</param>
    /// <param name="peers">Servers that change other hospitals, as far as they are known.</param>
    public HospitalOwners(IEnumerable<HospitalId>? ours, IEnumerable<KeyValuePair<HospitalId, Uri>> peers)
    {
        _ours = ours?.ToFrozenSet();
        _peers = peers.ToFrozenDictionary();
    }

    public bool IsOurs(HospitalId hospital) => _ours?.Contains(hospital) ?? true;

    /// <summary>For whoever asked the wrong server. The address comes early: MSA-3 holds 80 characters.</summary>
    public string WhereInstead(HospitalId hospital) => _peers.TryGetValue(hospital, out var peer)
        ? $"{hospital} belongs to {peer}: send it there; this server only shows it"
        : $"{hospital} belongs to another server, this one only shows it: ask the administrator for the right one, which --peer would name here";
}
