namespace MedMgr.Sim.Hospital.Model;

/// <content>Rounds of a policy that looks at everybody who waits.</content>
internal sealed partial class HospitalRun
{
    // After everything else that happens at the same moment: the round sees the house as it then is.
    private const int AfterAllElse = 1;
    private const int RegularRound = 0;
    private const int CalledRound = 1;

    private readonly IPlacementRounds? _rounds;
    private double _roundCalledAt = double.NaN;

    /// <summary>A round is held at this very moment, after everything else that happens now.</summary>
    public void CallRound()
    {
        if (_rounds is not null && _roundCalledAt != Now)
        {
            _roundCalledAt = Now;
            _simulation.Schedule(0.0, (int)Happening.Round, CalledRound, AfterAllElse);
        }
    }

    private void BeginRounds()
    {
        if (_rounds is not null)
        {
            PlanRound(_rounds);
        }
    }

    private void PlanRound(IPlacementRounds rounds) => _simulation.Schedule(rounds.HoursBetweenRounds, (int)Happening.Round, RegularRound, AfterAllElse);

    private void Round(int kind)
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

        if (kind == RegularRound)
        {
            PlanRound(_rounds!);
        }
    }
}
