namespace MedMgr.Ops.WallBoard.Replay.Indexing;

/// <summary>The words for how loudly an alert calls.</summary>
internal static class Weights
{
    public static string Word(AlertWeight weight) => weight switch
    {
        AlertWeight.Notice => "notice",
        AlertWeight.Warning => "warning",
        AlertWeight.Critical => "critical",
        _ => throw new ArgumentOutOfRangeException(nameof(weight), weight, "a weight without a word"),
    };
}
