namespace MedMgr.Ops.Domain.Placement;

/// <summary>Whether two patients may lie in one room: the same answer for those who lie there and for those who are only planned.</summary>
public static class RoomSharing
{
    /// <summary>Only a same-gender room looks at who shares it; what the other policies ask, they ask of each patient alone.</summary>
    public static bool GendersMayShare(GenderPolicy policy, Gender a, Gender b) => policy != GenderPolicy.SameGender || a == b;

    /// <summary>Neither is isolated, or both are for the same organism under the same precautions.</summary>
    public static bool IsolationsMayShare(Isolation? a, Isolation? b) => (a, b) switch
    {
        (null, null) => true,
        ({ } mine, { } theirs) => mine.MayCohortWith(theirs),
        _ => false,
    };
}
