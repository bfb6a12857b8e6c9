using MedMgr.Ops.Domain.Definition;

namespace MedMgr.Ops.Domain.Units;

/// <summary>How many patients the nurses on duty may care for, in both meanings the law gives to a ratio.</summary>
public static class StaffedCapacity
{
    /// <summary>Patients the unit may hold now.</summary>
    /// <param name="history">Only read for averaged ratios.</param>
    /// <remarks>
    /// At all times: nurses times patients per nurse, whatever the past was. Averaged: the largest load that, held from now to the end of
    /// the averaging window, keeps patient-hours within the average for the nurse-hours of the window; never above the maximum at this
    /// moment. The window is as long as the rule says and reaches as far back as forward: half of it is past, half is still to come, so that a
    /// light morning can carry a busy noon but not borrow from a whole day that nobody has seen yet.
    /// </remarks>
    public static int Of(NurseRatio ratio, int nurses, LoadHistory history, DateTimeOffset now)
    {
        if (ratio.Meaning == RatioMeaning.AtAllTimes)
        {
            return nurses * ratio.PatientsPerNurse;
        }

        var half = TimeSpan.FromHours(ratio.AveragedOverHours / 2.0);
        var (patientHours, nurseHours) = history.Between(now - half, now);
        var allowed = ratio.PatientsPerNurse * (nurseHours + nurses * half.TotalHours);
        var byAverage = (int)Math.Floor((allowed - patientHours) / half.TotalHours + 1e-9);
        return Math.Clamp(byAverage, 0, nurses * ratio.PatientsPerNurseMax);
    }
}
