using System.Text.Json.Serialization;

namespace MedMgr.Ops.Domain;

/// <summary>A name that a person or a sending system gave: 1 to 64 characters, no control characters and no slash. Checked where it enters.</summary>
public interface IId<TSelf> where TSelf : struct, IId<TSelf>
{
    string Value { get; }

    static abstract TSelf Of(string value);
}

[JsonConverter(typeof(IdJsonConverter<HospitalId>))]
public readonly record struct HospitalId(string Value) : IId<HospitalId>
{
    public static HospitalId Of(string value) => new(value);

    public override string ToString() => Value;
}

[JsonConverter(typeof(IdJsonConverter<UnitId>))]
public readonly record struct UnitId(string Value) : IId<UnitId>
{
    public static UnitId Of(string value) => new(value);

    public override string ToString() => Value;
}

[JsonConverter(typeof(IdJsonConverter<RoomId>))]
public readonly record struct RoomId(string Value) : IId<RoomId>
{
    public static RoomId Of(string value) => new(value);

    public override string ToString() => Value;
}

/// <summary>Unique in its hospital, not only in its unit.</summary>
[JsonConverter(typeof(IdJsonConverter<BedId>))]
public readonly record struct BedId(string Value) : IId<BedId>
{
    public static BedId Of(string value) => new(value);

    public override string ToString() => Value;
}

[JsonConverter(typeof(IdJsonConverter<StaffId>))]
public readonly record struct StaffId(string Value) : IId<StaffId>
{
    public static StaffId Of(string value) => new(value);

    public override string ToString() => Value;
}

/// <summary>The visit (HL7 PV1-19), not the person.</summary>
[JsonConverter(typeof(IdJsonConverter<EncounterId>))]
public readonly record struct EncounterId(string Value) : IId<EncounterId>
{
    public static EncounterId Of(string value) => new(value);

    public override string ToString() => Value;
}

/// <summary>The person (HL7 PID-3.1). Never shown on a wall.</summary>
[JsonConverter(typeof(IdJsonConverter<PatientId>))]
public readonly record struct PatientId(string Value) : IId<PatientId>
{
    public static PatientId Of(string value) => new(value);

    public override string ToString() => Value;
}
