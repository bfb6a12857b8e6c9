namespace MedMgr.Ops.Optimizer.AdmissionPlanning.Search;

/// <summary>The counts behind the cost, kept up as people come and go.</summary>
internal sealed partial class PlanState
{
    private void EnterTheatre(int patient, int onDay, int inTheatre)
    {
        var (atTheatre, atSurgeon, minutes) = ((inTheatre * days) + onDay, (flat.SurgeonOf[patient] * days) + onDay, flat.Minutes[patient]);
        if (theatreCases[atTheatre]++ == 0)
        {
            Soft += flat.Weights.OpenTheatre;
        }

        if (surgeonTheatreCases[(atSurgeon * flat.Theatres) + inTheatre]++ == 0 && surgeonCases[atSurgeon] > 0)
        {
            Soft += flat.Weights.SurgeonTransfer;
        }

        surgeonCases[atSurgeon]++;
        Operate(atTheatre, atSurgeon, minutes);
    }

    private void LeaveTheatre(int patient, int onDay, int inTheatre)
    {
        var (atTheatre, atSurgeon, minutes) = ((inTheatre * days) + onDay, (flat.SurgeonOf[patient] * days) + onDay, flat.Minutes[patient]);
        if (--theatreCases[atTheatre] == 0)
        {
            Soft -= flat.Weights.OpenTheatre;
        }

        surgeonCases[atSurgeon]--;
        if (--surgeonTheatreCases[(atSurgeon * flat.Theatres) + inTheatre] == 0 && surgeonCases[atSurgeon] > 0)
        {
            Soft -= flat.Weights.SurgeonTransfer;
        }

        Operate(atTheatre, atSurgeon, -minutes);
    }

    private void Operate(int atTheatre, int atSurgeon, int minutes)
    {
        Hard -= Above(theatreLoad[atTheatre], flat.TheatreMinutes[atTheatre]) + Above(surgeonLoad[atSurgeon], flat.SurgeonMinutes[atSurgeon]);
        theatreLoad[atTheatre] += minutes;
        surgeonLoad[atSurgeon] += minutes;
        Hard += Above(theatreLoad[atTheatre], flat.TheatreMinutes[atTheatre]) + Above(surgeonLoad[atSurgeon], flat.SurgeonMinutes[atSurgeon]);
    }

    private void LieDown(int person, int firstDay, int intoRoom)
    {
        (day[person], room[person]) = (firstDay, intoRoom);
        var (gender, age, last) = (flat.Gender[person], flat.Age[person], Math.Min(days, firstDay + flat.Stay[person]));
        for (var d = firstDay; d < last; d++)
        {
            var cell = (intoRoom * days) + d;
            var before = AgeSpan(agesIn[cell]);
            Hard += (peopleIn[cell] >= flat.Beds[intoRoom] ? RoomUnits : 0) + (ofGender[(cell * 2) + gender] < ofGender[(cell * 2) + 1 - gender] ? RoomUnits : 0);
            people[(cell * slots) + peopleIn[cell]++] = person;
            ofGender[(cell * 2) + gender]++;
            ofAge[(cell * flat.AgeGroups) + age]++;
            agesIn[cell] |= 1 << age;
            Soft += flat.Weights.MixedAge * (AgeSpan(agesIn[cell]) - before);
        }

        Care(person, +1);
    }

    private void GetUp(int person, int firstDay, int fromRoom)
    {
        Care(person, -1);
        var (gender, age, last) = (flat.Gender[person], flat.Age[person], Math.Min(days, firstDay + flat.Stay[person]));
        for (var d = firstDay; d < last; d++)
        {
            var cell = (fromRoom * days) + d;
            var before = AgeSpan(agesIn[cell]);
            TakeFrom(cell, person);
            ofGender[(cell * 2) + gender]--;
            if (--ofAge[(cell * flat.AgeGroups) + age] == 0)
            {
                agesIn[cell] &= ~(1 << age);
            }

            Soft += flat.Weights.MixedAge * (AgeSpan(agesIn[cell]) - before);
            Hard -= (peopleIn[cell] >= flat.Beds[fromRoom] ? RoomUnits : 0) + (ofGender[(cell * 2) + gender] < ofGender[(cell * 2) + 1 - gender] ? RoomUnits : 0);
        }
    }

    private void TakeFrom(int cell, int person)
    {
        var (first, last) = (cell * slots, (cell * slots) + --peopleIn[cell]);
        for (var i = first; i < last; i++)
        {
            if (people[i] == person)
            {
                people[i] = people[last];
                return;
            }
        }
    }

    /// <summary>Adds (+1) or takes away (-1) a person's care from the nurses of the room where the person lies.</summary>
    private void Care(int person, int sign)
    {
        var w = flat.Weights;
        var (care, end, levels) = (flat.CareStart[person], Math.Min(days, day[person] + flat.Stay[person]) * shiftsPerDay, flat.SkillLevels);
        var soft = 0;
        for (var shift = day[person] * shiftsPerDay; shift < end; shift++, care++)
        {
            var place = (shift * rooms) + room[person];
            var n = nurse[place];
            var (required, work, at) = (flat.SkillRequired[care], sign * flat.Workload[care], (shift * nurses) + n);
            var seenBefore = seen[(person * nurses) + n];
            seen[(person * nurses) + n] = seenBefore + sign;
            soft += w.Continuity * ((seenBefore + sign > 0 ? 1 : 0) - (seenBefore > 0 ? 1 : 0));
            soft += w.NurseSkill * sign * Above(required, flat.NurseSkill[n]);
            soft += w.NurseWorkload * (Above(nurseLoad[at] + work, flat.MaxLoad[at]) - Above(nurseLoad[at], flat.MaxLoad[at]));
            nurseLoad[at] += work;
            roomLoad[place] += work;
            for (var level = 0; level < required; level++)
            {
                skillGap[(place * levels) + level] += sign * (required - level);
            }
        }

        Soft += soft;
    }
}
