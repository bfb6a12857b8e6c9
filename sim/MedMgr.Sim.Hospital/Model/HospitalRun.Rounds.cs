namespace MedMgr.Sim.Hospital.Model;

/// <content>Rounds of a policy that looks at everybody who waits.</content>
internal sealed partial class HospitalRun
{
    // After everything else that happens at the same moment: the round sees the house as it then is.
    private const int AfterAllElse = 1;

    private readonly IPlacementRounds? _rounds;

    private void BeginRounds()
    {
        if (_rounds is not null)
        {
            PlanRound(_rounds);
        }
    }

    private void PlanRound(IPlacementRounds rounds) => _simulation.Schedule(rounds.HoursBetweenRounds, (int)Happening.Round, 0, AfterAllElse);

    private void Round()
    {
        if (_waiting > 0)
        {
            foreach (var (patient, bed) in _rounds!.HoldRound(_view, _cancellation))
            {
                if (_patients[patient].Line < 0)
                {
                    throw new InvalidOperationException($"The round gave bed {_house.Beds[bed].Id} to a patient who does not wait.");
                }

                Assign(patient, bed);
            }
        }

        PlanRound(_rounds!);
    }
}
