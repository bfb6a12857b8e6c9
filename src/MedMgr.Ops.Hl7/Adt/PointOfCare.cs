using MedMgr.Ops.Hl7.Messages;

namespace MedMgr.Ops.Hl7.Adt;

/// <summary>A patient location (data type PL) in the sender's own codes.</summary>
/// <param name="Unit">PL.1, point of care.</param>
/// <param name="Room">PL.2.</param>
/// <param name="Bed">PL.3.</param>
/// <param name="Facility">PL.4, its namespace.</param>
/// <remarks>The default value is a location that was not mentioned.</remarks>
public readonly record struct PointOfCare(FieldValue Unit, FieldValue Room, FieldValue Bed, FieldValue Facility)
{
    /// <summary>The whole field was <c>""</c>: the patient is in no place.</summary>
    public static readonly PointOfCare Deleted = new(FieldValue.Delete, FieldValue.Delete, FieldValue.Delete, FieldValue.Delete);

    /// <summary>Nothing was sent.</summary>
    public bool IsAbsent => Unit.IsAbsent && Room.IsAbsent && Bed.IsAbsent && Facility.IsAbsent;

    /// <summary>The whole field was deleted.</summary>
    public bool IsDelete => this == Deleted;

    /// <summary>A unit, room or bed was named.</summary>
    public bool NamesPlace => Unit.HasValue || Room.HasValue || Bed.HasValue;

    /// <inheritdoc/>
    public override string ToString() => IsAbsent ? "(no change)" : IsDelete ? "(delete)" : $"{Unit.Text}^{Room.Text}^{Bed.Text}^{Facility.Text}".TrimEnd('^');

    internal static PointOfCare Of(Hl7Element field)
    {
        if (field.IsDelete)
            return Deleted;
        Hl7Element place = field.Repetition(1);
        return new PointOfCare(place[1].Value, place[2].Value, place[3].Value, place[4].Value);
    }
}
