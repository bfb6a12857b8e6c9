using System.Runtime.ExceptionServices;

namespace MedMgr.Sim.Engine.Experiments;

/// <summary>Runs independent replications beside each other. Results come in the order of replications, whatever the number of threads.</summary>
public static class Replications
{
    /// <summary>Runs replications 0 to count - 1.</summary>
    /// <param name="count">How many.</param>
    /// <param name="replicate">One whole replication by its number. It must share nothing that changes with other replications.</param>
    /// <param name="threads">At most this many at once; the results do not depend on it.</param>
    /// <param name="progress">Told the number of replications done; possibly from several threads.</param>
    /// <param name="cancellationToken">Stops before the next replication begins.</param>
    public static TResult[] Run<TResult>(
        int count,
        Func<int, TResult> replicate,
        int threads = 1,
        IProgress<int>? progress = null,
        CancellationToken cancellationToken = default)
    {
        var results = new TResult[count];
        RunRange(results, 0, count, replicate, threads, done => progress?.Report(done), cancellationToken);
        return results;
    }

    /// <summary>Runs batches of replications until every measure is known to the wanted precision, or the limit is reached.</summary>
    /// <remarks>
    /// The decision is taken after whole batches only, so the number of replications does not depend on the number of threads either. Looking again
    /// after each batch lets the true confidence fall a little below the nominal one; the first batch should hold 20 replications or more.
    /// </remarks>
    /// <param name="replicate">The measures of one replication, in the same order each time.</param>
    /// <param name="relativeHalfWidth">Wanted half-width of each interval as a share of its mean, for example 0.02.</param>
    /// <param name="limit">At most this many replications.</param>
    /// <param name="batch">Replications between two looks.</param>
    /// <param name="confidence">Of all intervals together (Bonferroni).</param>
    /// <param name="threads">At most this many at once; the results do not depend on it.</param>
    /// <param name="progress">Told the number of replications done; possibly from several threads.</param>
    /// <param name="cancellationToken">Stops before the next replication begins.</param>
    public static SequentialResult RunUntilPrecise(
        Func<int, double[]> replicate,
        double relativeHalfWidth,
        int limit,
        int batch = 20,
        double confidence = 0.95,
        int threads = 1,
        IProgress<int>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(relativeHalfWidth);
        ArgumentOutOfRangeException.ThrowIfLessThan(batch, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 2);
        var results = new double[limit][];
        var done = 0;
        while (true)
        {
            var (begin, end) = (done, Math.Min(done + batch, limit));
            RunRange(results, begin, end - begin, replicate, threads, inBatch => progress?.Report(begin + inBatch), cancellationToken);
            done = end;
            var estimates = Estimates(results.AsSpan(0, done), confidence);
            var precise = Array.TrueForAll(estimates, estimate => estimate.RelativeHalfWidth <= relativeHalfWidth);
            if (precise || done == limit)
            {
                return new SequentialResult(estimates, done, precise);
            }
        }
    }

    private static Estimate[] Estimates(ReadOnlySpan<double[]> results, double confidence)
    {
        var measures = results[0].Length;
        var estimates = new Estimate[measures];
        for (var measure = 0; measure < measures; measure++)
        {
            var observations = new double[results.Length];
            for (var i = 0; i < observations.Length; i++)
            {
                observations[i] = results[i][measure];
            }

            estimates[measure] = Estimate.Of(observations, Simultaneous.Bonferroni(confidence, measures));
        }

        return estimates;
    }

    private static void RunRange<TResult>(
        TResult[] results, int first, int count, Func<int, TResult> replicate, int threads, Action<int> report, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(replicate);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(threads);
        var done = 0;
        if (threads == 1)
        {
            for (var i = first; i < first + count; i++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                results[i] = replicate(i);
                report(++done);
            }

            return;
        }

        var options = new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellationToken };
        try
        {
            Parallel.For(first, first + count, options, i =>
            {
                results[i] = replicate(i);
                report(Interlocked.Increment(ref done));
            });
        }
        catch (AggregateException failures)
        {
            // The caller sees the model's own exception, as it would with one thread.
            ExceptionDispatchInfo.Throw(failures.InnerExceptions[0]);
        }
    }
}

/// <summary>What a sequential experiment found.</summary>
/// <param name="Estimates">One for each measure.</param>
/// <param name="Replications">How many it took.</param>
/// <param name="IsPrecise">False if the limit ended it first.</param>
public sealed record SequentialResult(IReadOnlyList<Estimate> Estimates, int Replications, bool IsPrecise);
