using MedMgr.Ops.Domain.Board;

namespace MedMgr.Ops.Domain.Tests.Board;

public sealed class MoveCountsTests
{
    private static readonly DateTimeOffset Start = new(2025, 2, 3, 8, 0, 0, TimeSpan.Zero);
    private static readonly UnitId?[] Places = [null, UnitId.Of("ED"), UnitId.Of("ICU"), UnitId.Of("4E")];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Counting_as_moves_come_gives_what_counting_anew_gives(int seed)
    {
        var random = new Random(seed);
        var counts = new MoveCounts();
        var known = new Queue<Move>();
        for (var step = 0; step < 5_000; step++)
        {
            // Clocks of senders differ: moves do not come in the order of their times.
            var move = new Move(Start.AddSeconds(step + random.Next(-600, 600)), Places[random.Next(4)], Places[random.Next(4)]);
            counts.Add(move);
            known.Enqueue(move);
            if (known.Count > 300)
            {
                counts.RemoveOldest();
                known.Dequeue();
            }

            // Mostly forward, now and then back, as when a replay is sought.
            var moment = Start.AddSeconds(step - 400 - (random.Next(10) == 0 ? random.Next(2_000) : 0));
            var anew = known.Where(m => m.At > moment).CountBy(m => (m.From, m.To)).ToDictionary();
            counts.After(moment).OrderBy(c => c.Key.ToString()).ShouldBe(anew.OrderBy(c => c.Key.ToString()), $"seed {seed}, step {step}");
        }

        counts.Moves.ShouldBe(known);
        counts.Count.ShouldBe(300);
        counts.Oldest.ShouldBe(known.Peek());
    }
}
