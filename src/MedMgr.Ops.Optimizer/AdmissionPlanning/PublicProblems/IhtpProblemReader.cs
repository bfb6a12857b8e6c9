using System.Collections.Immutable;
using System.Text.Json;

namespace MedMgr.Ops.Optimizer.AdmissionPlanning.PublicProblems;

/// <summary>Reads a problem of IHTC-2024 (JSON). Strict: what is missing, unknown, twice, out of range or of the wrong length is named with its path.</summary>
/// <remarks>Format: ihtc2024.github.io, problem specification. Thread safe.</remarks>
public static class IhtpProblemReader
{
    /// <param name="name">As reports should call the problem, "i01".</param>
    /// <param name="utf8">The file.</param>
    public static IhtpReading<AdmissionProblem> Read(string name, ReadOnlyMemory<byte> utf8)
    {
        var errors = new List<IhtpError>();
        AdmissionProblem? problem = null;
        try
        {
            using var document = JsonDocument.Parse(utf8);
            var reading = new Reading(JsonPlace.Root(document.RootElement, errors));
            // Lengths and ranges of everything else follow from days, shifts and names: with those wrong, the rest would be blamed for it.
            problem = errors.Count == 0 ? reading.Problem(name) : null;
        }
        catch (JsonException e)
        {
            errors.Add(new("", $"is not JSON: {e.Message}"));
        }

        return errors.Count == 0 && problem is not null ? new IhtpReading<AdmissionProblem>.Read(problem) : new IhtpReading<AdmissionProblem>.Faulty([.. errors.Distinct()]);
    }

    private sealed class Reading
    {
        private readonly JsonPlace root;
        private readonly int days;
        private readonly int skillLevels;
        private readonly ImmutableArray<string> shiftNames;
        private readonly ImmutableArray<string> ageGroups;
        private readonly NameList shifts;
        private readonly NameList ages;
        private readonly NameList rooms;
        private readonly NameList surgeons;

        public Reading(JsonPlace document)
        {
            root = document.Object(
                "days", "skill_levels", "shift_types", "age_groups", "weights", "occupants", "patients", "surgeons", "operating_theaters", "rooms", "nurses");
            days = root.At("days").Number(1);
            skillLevels = root.At("skill_levels").Number(1);
            (shiftNames, shifts) = Names("shift_types", root.At("shift_types").Items());
            (ageGroups, ages) = Names("age_groups", root.At("age_groups").Items());
            if (shiftNames.Length == 0)
            {
                root.At("shift_types").Fault("must name at least one shift");
            }

            rooms = new NameList("rooms", root.At("rooms").Items().Select(r => r.At("id")));
            surgeons = new NameList("surgeons", root.At("surgeons").Items().Select(s => s.At("id")));
        }

        public AdmissionProblem Problem(string name)
        {
            // Only for the faults of names that stand twice: nothing in the file points at these lists.
            _ = new NameList("occupants and patients", root.At("occupants").Items().Concat(root.At("patients").Items()).Select(p => p.At("id")));
            _ = new NameList("operating_theaters", root.At("operating_theaters").Items().Select(t => t.At("id")));
            _ = new NameList("nurses", root.At("nurses").Items().Select(n => n.At("id")));
            return new()
            {
                Name = name,
                Days = days,
                ShiftNames = shiftNames,
                AgeGroups = ageGroups,
                SkillLevels = skillLevels,
                Weights = Weights(root.At("weights")),
                Rooms = [.. root.At("rooms").Items().Select(r => new Room(r.Object("id", "capacity").At("id").Text(), r.At("capacity").Number(0)))],
                Surgeons = [.. root.At("surgeons").Items().Select(s => new Surgeon(s.Object("id", "max_surgery_time").At("id").Text(), s.At("max_surgery_time").Numbers(days, 0, MostMinutes)))],
                Theatres = [.. root.At("operating_theaters").Items().Select(t => new Theatre(t.Object("id", "availability").At("id").Text(), t.At("availability").Numbers(days, 0, MostMinutes)))],
                Occupants = [.. root.At("occupants").Items().Select(ReadOccupant)],
                Patients = [.. root.At("patients").Items().Select(ReadPatient)],
                Nurses = [.. root.At("nurses").Items().Select(ReadNurse)],
            };
        }

        // Wide enough for any file and narrow enough that no sum of a plan can overflow.
        private const int MostMinutes = 100_000;
        private const int MostWorkload = 10_000;
        private const int MostWeight = 100_000;

        private static (ImmutableArray<string> Names, NameList List) Names(string where, ImmutableArray<JsonPlace> places) =>
            ([.. places.Select(p => p.Text())], new NameList(where, places));

        private static AdmissionWeights Weights(JsonPlace place)
        {
            place.Object(
                "room_mixed_age", "room_nurse_skill", "continuity_of_care", "nurse_eccessive_workload", "open_operating_theater", "surgeon_transfer", "patient_delay",
                "unscheduled_optional");
            return new(
                MixedAge: Weight("room_mixed_age"), NurseSkill: Weight("room_nurse_skill"), Continuity: Weight("continuity_of_care"),
                NurseWorkload: Weight("nurse_eccessive_workload"), OpenTheatre: Weight("open_operating_theater"), SurgeonTransfer: Weight("surgeon_transfer"),
                Delay: Weight("patient_delay"), Unscheduled: Weight("unscheduled_optional"));

            int Weight(string key) => place.At(key).Number(0, MostWeight);
        }

        private Occupant ReadOccupant(JsonPlace place)
        {
            place.Object("id", "gender", "age_group", "length_of_stay", "workload_produced", "skill_level_required", "room_id");
            var stay = LengthOfStay(place);
            return new()
            {
                Id = place.At("id").Text(),
                Gender = Gender(place.At("gender")),
                AgeGroup = place.At("age_group").PositionIn(ages),
                LengthOfStay = stay,
                Workload = Workload(place, stay),
                SkillRequired = SkillRequired(place, stay),
                Room = place.At("room_id").PositionIn(rooms),
            };
        }

        private ElectivePatient ReadPatient(JsonPlace place)
        {
            place.Object(
                "id", "mandatory", "gender", "age_group", "length_of_stay", "surgery_release_day", "surgery_due_day", "surgery_duration", "surgeon_id",
                "incompatible_room_ids", "workload_produced", "skill_level_required");
            var (stay, mandatory, release) = (LengthOfStay(place), place.At("mandatory").YesOrNo(), place.At("surgery_release_day").Number(0, days - 1));
            return new()
            {
                Id = place.At("id").Text(),
                Gender = Gender(place.At("gender")),
                AgeGroup = place.At("age_group").PositionIn(ages),
                LengthOfStay = stay,
                Workload = Workload(place, stay),
                SkillRequired = SkillRequired(place, stay),
                Mandatory = mandatory ?? false,
                ReleaseDay = release,
                DueDay = DueDay(place, mandatory, release),
                SurgeryMinutes = place.At("surgery_duration").Number(0, MostMinutes),
                Surgeon = place.At("surgeon_id").PositionIn(surgeons),
                UnsuitableRooms = [.. place.At("incompatible_room_ids").Items().Select(r => r.PositionIn(rooms)).Distinct()],
            };
        }

        private Nurse ReadNurse(JsonPlace place)
        {
            place.Object("id", "skill_level", "working_shifts");
            var maxLoads = new int?[days * shiftNames.Length];
            foreach (var shift in place.At("working_shifts").Items())
            {
                shift.Object("day", "shift", "max_load");
                var position = (shift.At("day").Number(0, days - 1) * shiftNames.Length) + shift.At("shift").PositionIn(shifts);
                if (position < maxLoads.Length && maxLoads[position] is not null)
                {
                    shift.Fault("the nurse works this shift twice");
                }
                else if (position < maxLoads.Length)
                {
                    maxLoads[position] = shift.At("max_load").Number(0, MostWorkload);
                }
            }

            return new(place.At("id").Text(), place.At("skill_level").Number(0, skillLevels - 1), [.. maxLoads]);
        }

        /// <summary>An optional patient may have no due day, or null; one that is given would be a promise that the problem does not make.</summary>
        private int? DueDay(JsonPlace place, bool? mandatory, int release)
        {
            if (mandatory == true)
            {
                return place.At("surgery_due_day").Number(release, days - 1);
            }

            if (mandatory == false && place.Has("surgery_due_day"))
            {
                place.At("surgery_due_day").Fault("is for mandatory patients only");
            }

            return null;
        }

        private static int LengthOfStay(JsonPlace place) => place.At("length_of_stay").Number(1, 1000);

        private ImmutableArray<int> Workload(JsonPlace place, int stay) => place.At("workload_produced").Numbers(stay * shiftNames.Length, 0, MostWorkload);

        private ImmutableArray<int> SkillRequired(JsonPlace place, int stay) => place.At("skill_level_required").Numbers(stay * shiftNames.Length, 0, skillLevels - 1);

        private static GenderGroup Gender(JsonPlace place)
        {
            if (place.Says("A"))
            {
                return GenderGroup.A;
            }

            if (!place.Says("B") && place.Text().Length > 0)
            {
                place.Fault("must be \"A\" or \"B\"");
            }

            return GenderGroup.B;
        }
    }
}
