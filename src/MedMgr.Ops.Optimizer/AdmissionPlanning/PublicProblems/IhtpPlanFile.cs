using System.Text.Encodings.Web;
using System.Text.Json;

namespace MedMgr.Ops.Optimizer.AdmissionPlanning.PublicProblems;

/// <summary>Writes and reads plans as the competition's validator does (JSON).</summary>
/// <remarks>Format: ihtc2024.github.io, problem specification. Thread safe.</remarks>
public static class IhtpPlanFile
{
    private static readonly JsonWriterOptions Indented = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>"sol_i01.json" for the problem i01.</summary>
    public static string NameFor(AdmissionProblem problem) => $"sol_{problem.Name}.json";

    /// <summary>Every patient ("none" as the day of those not admitted) and every nurse with the rooms of each shift that has any.</summary>
    public static void Write(AdmissionProblem problem, AdmissionPlan plan, Stream stream)
    {
        using var json = new Utf8JsonWriter(stream, Indented);
        json.WriteStartObject();
        json.WriteStartArray("patients");
        foreach (var (patient, admission) in problem.Patients.Zip(plan.Admissions))
        {
            WritePatient(json, problem, patient, admission);
        }

        json.WriteEndArray();
        json.WriteStartArray("nurses");
        for (var nurse = 0; nurse < problem.Nurses.Length; nurse++)
        {
            WriteNurse(json, problem, plan, nurse);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>Strict, as <see cref="IhtpProblemReader"/> is; the "costs" that some programs append are passed over, because <see cref="AdmissionCheck"/> counts them itself.</summary>
    public static IhtpReading<AdmissionPlan> Read(AdmissionProblem problem, ReadOnlyMemory<byte> utf8)
    {
        var errors = new List<IhtpError>();
        AdmissionPlan? plan = null;
        try
        {
            using var document = JsonDocument.Parse(utf8);
            plan = ReadPlan(problem, JsonPlace.Root(document.RootElement, errors).Object("patients", "nurses", "costs"));
        }
        catch (JsonException e)
        {
            errors.Add(new("", $"is not JSON: {e.Message}"));
        }

        return errors.Count == 0 && plan is not null ? new IhtpReading<AdmissionPlan>.Read(plan) : new IhtpReading<AdmissionPlan>.Faulty([.. errors.Distinct()]);
    }

    private static void WritePatient(Utf8JsonWriter json, AdmissionProblem problem, ElectivePatient patient, Admission? admission)
    {
        json.WriteStartObject();
        json.WriteString("id", patient.Id);
        if (admission is null)
        {
            json.WriteString("admission_day", "none");
        }
        else
        {
            json.WriteNumber("admission_day", admission.Day);
            json.WriteString("room", problem.Rooms[admission.Room].Id);
            json.WriteString("operating_theater", problem.Theatres[admission.Theatre].Id);
        }

        json.WriteEndObject();
    }

    private static void WriteNurse(Utf8JsonWriter json, AdmissionProblem problem, AdmissionPlan plan, int nurse)
    {
        json.WriteStartObject();
        json.WriteString("id", problem.Nurses[nurse].Id);
        json.WriteStartArray("assignments");
        for (var shift = 0; shift < problem.Shifts; shift++)
        {
            var rooms = Enumerable.Range(0, problem.Rooms.Length).Where(room => plan.NurseOf(problem, room, shift) == nurse).ToList();
            if (rooms.Count == 0)
            {
                continue;
            }

            json.WriteStartObject();
            json.WriteNumber("day", problem.DayOf(shift));
            json.WriteString("shift", problem.ShiftNames[shift % problem.ShiftNames.Length]);
            json.WriteStartArray("rooms");
            rooms.ForEach(room => json.WriteStringValue(problem.Rooms[room].Id));
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static AdmissionPlan? ReadPlan(AdmissionProblem problem, JsonPlace root)
    {
        var admissions = new Admission?[problem.Patients.Length];
        var (patients, rooms, theatres) = (new NameList("the problem's patients", problem.Patients.Select(p => p.Id)), Rooms(problem), new NameList("the problem's operating_theaters", problem.Theatres.Select(t => t.Id)));
        var places = root.At("patients").Items();
        _ = new NameList("patients", places.Select(p => p.At("id")));
        foreach (var place in places)
        {
            place.Object("id", "admission_day", "room", "operating_theater");
            var patient = place.At("id").PositionIn(patients);
            admissions[patient] = place.At("admission_day").Says("none")
                ? null
                : new(place.At("admission_day").Number(0, problem.Days - 1), place.At("room").PositionIn(rooms), place.At("operating_theater").PositionIn(theatres));
        }

        var nurseOf = new int?[problem.Rooms.Length, problem.Shifts];
        ReadNurses(problem, root, rooms, nurseOf);
        return AdmissionPlan.For(problem, admissions, (room, shift) => nurseOf[room, shift]);
    }

    private static void ReadNurses(AdmissionProblem problem, JsonPlace root, NameList rooms, int?[,] nurseOf)
    {
        var (nurses, shifts) = (new NameList("the problem's nurses", problem.Nurses.Select(n => n.Id)), new NameList("the problem's shift_types", problem.ShiftNames));
        foreach (var place in root.At("nurses").Items())
        {
            var nurse = place.Object("id", "assignments").At("id").PositionIn(nurses);
            foreach (var assignment in place.At("assignments").Items())
            {
                assignment.Object("day", "shift", "rooms");
                var shift = (assignment.At("day").Number(0, problem.Days - 1) * problem.ShiftNames.Length) + assignment.At("shift").PositionIn(shifts);
                foreach (var named in assignment.At("rooms").Items())
                {
                    var room = named.PositionIn(rooms);
                    if (nurseOf[room, shift] is not null)
                    {
                        named.Fault($"has a nurse already on {problem.ShiftText(shift)}");
                    }

                    nurseOf[room, shift] = nurse;
                }
            }
        }
    }

    private static NameList Rooms(AdmissionProblem problem) => new("the problem's rooms", problem.Rooms.Select(r => r.Id));
}
