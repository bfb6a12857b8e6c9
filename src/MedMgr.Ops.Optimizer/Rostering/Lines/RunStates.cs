namespace MedMgr.Ops.Optimizer.Rostering.Lines;

/// <summary>What a person's past days mean for the next one: how long the stretch of work or of days off already is, and what the last shift forbids.</summary>
/// <remarks>
/// A small automaton. State 0 is the edge: nothing is known of the days before, so neither the stretch that begins there nor the one before it is ever too short.
/// Shifts that forbid the same successors share their states: the class of a shift is all that matters.
/// </remarks>
internal sealed class RunStates
{
    public const int Edge = 0;

    /// <summary>No such step.</summary>
    public const int Forbidden = -1;

    private readonly int classes;
    private readonly int workCap;
    private readonly int workMin;
    private readonly bool workIsBounded;
    private readonly int offMin;

    /// <param name="classes">How many classes of shifts there are.</param>
    /// <param name="days">Length of the horizon: longer limits are none.</param>
    public RunStates(ContractLimits contract, int classes, int days)
    {
        this.classes = classes;
        workMin = Math.Max(1, contract.ConsecutiveShiftsMin);
        offMin = Math.Max(1, contract.ConsecutiveDaysOffMin);
        workIsBounded = contract.ConsecutiveShiftsMax < days;
        workCap = workIsBounded ? contract.ConsecutiveShiftsMax : workMin;
        Count = 1 + offMin + (2 * workCap * classes);
    }

    public int Count { get; }

    /// <summary>Whether the last day was worked. At the edge: no.</summary>
    public bool IsWork(int state) => state > offMin;

    /// <summary>State after a day off, or <see cref="Forbidden"/>.</summary>
    public int AfterOff(int state)
    {
        if (state == Edge)
        {
            return offMin;
        }

        if (!IsWork(state))
        {
            return Math.Min(state + 1, offMin);
        }

        var (length, _, exempt) = Work(state);
        return length >= workMin || exempt ? 1 : Forbidden;
    }

    /// <summary>State after a shift of the class, or <see cref="Forbidden"/>. Whether the shift may follow the last one is the caller's question.</summary>
    public int AfterShift(int state, int shiftClass)
    {
        if (state == Edge)
        {
            return Work(1, shiftClass, exempt: true);
        }

        if (!IsWork(state))
        {
            return state == offMin ? Work(1, shiftClass, exempt: false) : Forbidden;
        }

        var (length, _, exempt) = Work(state);
        return length < workCap ? Work(length + 1, shiftClass, exempt)
            : workIsBounded ? Forbidden
            : Work(workCap, shiftClass, exempt);
    }

    /// <summary>Class of the last shift; only for states of work.</summary>
    public int ClassOf(int state) => Work(state).Class;

    /// <summary>The state in which a stretch leaves a person.</summary>
    /// <param name="length">Days of the stretch so far, at least 1.</param>
    /// <param name="shiftClass">Class of its last shift, for a stretch of work.</param>
    /// <param name="fromEdge">Whether it began with the first known day.</param>
    public int Of(bool works, int length, int shiftClass, bool fromEdge) => works
        ? Work(Math.Min(length, workCap), shiftClass, fromEdge)
        : fromEdge ? offMin : Math.Min(length, offMin);

    private int Work(int length, int shiftClass, bool exempt) => 1 + offMin + (((((length - 1) * classes) + shiftClass) * 2) + (exempt && length < workMin ? 1 : 0));

    private (int Length, int Class, bool Exempt) Work(int state)
    {
        var code = state - 1 - offMin;
        return ((code / 2 / classes) + 1, code / 2 % classes, code % 2 == 1);
    }
}
