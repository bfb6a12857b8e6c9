namespace MedMgr.Load.Season;

/// <summary>What a run of the season is asked for.</summary>
/// <param name="Rate">For each hospital.</param>
/// <param name="Ramp">The rate rises from nothing; not measured.</param>
/// <param name="Measured">Follows the ramp.</param>
/// <param name="Seed">Of the arrivals. Which bed a patient finds depends on the server too.</param>
internal sealed record SeasonPlan(SeasonRate Rate, int Displays, TimeSpan Ramp, TimeSpan Measured, int Seed);

/// <summary>What must hold.</summary>
/// <param name="P99Max">From the intended sending to a display; ms.</param>
/// <param name="MissingMax">Frames left out, repeated or replaced by a snapshot, over all displays.</param>
/// <param name="UnseenMax">Pairs of a message and a display that never showed it.</param>
/// <param name="ErrorsMax">Refused messages, broken connections, faults of the server, lost displays.</param>
/// <param name="RateMin">ADT messages a second; 0 for none.</param>
internal sealed record SeasonLimits(double P99Max, double MissingMax, double UnseenMax, double ErrorsMax, double RateMin);
