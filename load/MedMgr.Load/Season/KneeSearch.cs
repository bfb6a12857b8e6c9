namespace MedMgr.Load.Season;

/// <summary>Looks for the greatest load that is borne: doubles until one is not, then halves the interval.</summary>
internal sealed class KneeSearch
{
    private readonly double _within;
    private readonly double _most;

    /// <param name="first">Tried first.</param>
    /// <param name="within">The search ends when good and bad are at most this share of the bad one apart.</param>
    /// <param name="most">Never tried beyond.</param>
    public KneeSearch(double first, double within, double most)
    {
        Next = Math.Min(first, most);
        _within = within;
        _most = most;
    }

    /// <summary>What to try; null when the search is over.</summary>
    public double? Next { get; private set; }

    /// <summary>The greatest that was borne; null when none was.</summary>
    public double? Good { get; private set; }

    /// <summary>The least that was not; null when all were.</summary>
    public double? Bad { get; private set; }

    /// <summary>Enters how <see cref="Next"/> went.</summary>
    public void Went(bool well)
    {
        var tried = Next ?? throw new InvalidOperationException("The search is over.");
        if (well)
        {
            Good = tried;
        }
        else
        {
            Bad = tried;
        }

        Next = (Good, Bad) switch
        {
            ({ } good, { } bad) => (bad - good) / bad <= _within ? null : (good + bad) / 2,
            ({ } good, null) => good >= _most ? null : Math.Min(2 * good, _most),
            (null, { } bad) => bad <= 1.0 / 16 ? null : bad / 2,
            _ => null,
        };
    }
}
