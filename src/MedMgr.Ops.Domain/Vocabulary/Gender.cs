namespace MedMgr.Ops.Domain;

/// <summary>Administrative sex, HL7 table 0001 (F, M; O, A and N as Other; U or nothing as Unknown).</summary>
public enum Gender { Unknown, Female, Male, Other }

/// <summary>Who may share a room.</summary>
public enum GenderPolicy
{
    /// <summary>Anybody, as in an ICU, an emergency department or a single room.</summary>
    Mixed,

    /// <summary>Whoever lies there first decides until the room is empty.</summary>
    SameGender,
    FemaleOnly,
    MaleOnly,
}
