namespace MedMgr.Load.Feeding;

/// <summary>As fast as the server takes it: each pair of beds goes on when its last messages are acknowledged.</summary>
internal static class ClosedFeed
{
    // Together go messages whose order the server keeps; a bed is told ready, and filled again, only after it was left.
    private static readonly Step[][] Rounds =
    [
        [Step.Admit, Step.Update],
        [Step.Transfer],
        [Step.FirstBedReady, Step.DischargeOrder, Step.Discharge],
        [Step.SecondBedReady],
    ];

    /// <summary>Runs until <paramref name="until"/>, each pair to the end of its visit.</summary>
    public static async Task Run(Sender sender, IReadOnlyList<Visits> beds, Acknowledgements acknowledgements, TimeSpan until, CancellationToken cancellationToken) =>
        await Task.WhenAll(beds.Select(b => Run(sender, b, acknowledgements, until, cancellationToken)));

    private static async Task Run(Sender sender, Visits beds, Acknowledgements acknowledgements, TimeSpan until, CancellationToken cancellationToken)
    {
        var answers = new List<Task>();
        while (acknowledgements.Elapsed < until)
        {
            foreach (var round in Rounds)
            {
                foreach (var step in round)
                {
                    answers.Add(await sender.Post(beds.Make(step), cancellationToken));
                }

                await Task.WhenAll(answers);
                answers.Clear();
            }
        }
    }
}
