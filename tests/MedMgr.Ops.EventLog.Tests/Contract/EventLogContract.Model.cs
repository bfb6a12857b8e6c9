using FsCheck;
using FsCheck.Fluent;

namespace MedMgr.Ops.EventLog.Tests.Contract;

public abstract partial class EventLogContract
{
    [Fact]
    public async Task Random_groups_of_appends_give_what_a_simple_model_gives()
    {
        var model = new ModelLog();
        var run = 0;
        // Each case gets hospitals of its own in one log, whose positions go on from case to case.
        var property = Prop.ForAll(Arb.From(ModelAppends.Groups), groups =>
        {
            run++;
            CheckAgainstModelAsync(model, run, groups).GetAwaiter().GetResult();
        });
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(30), property); // a failure names its seed: .WithReplay

        await ReopenAsync();
        await CompareWholeLogAsync(model);
        (await Log.VerifyAsync()).ShouldBe(new ChainVerdict.Intact(model.Head));
    }

    private async Task CheckAgainstModelAsync(ModelLog model, int run, IReadOnlyList<IReadOnlyList<ModelAppend>> groups)
    {
        foreach (var group in groups)
        {
            // Queued at once without waiting: the log must act as if they had come one by one.
            var requests = group.Select(a => a.Request(model, run)).ToArray();
            var results = requests.Select(r => Log.AppendAsync(r)).ToArray();
            (await Task.WhenAll(results)).ShouldBe(requests.Select(model.Append));
        }

        await CompareWholeLogAsync(model, run);
    }

    private async Task CompareWholeLogAsync(ModelLog model, int? run = null)
    {
        (await Log.HeadAsync()).ShouldBe(model.Head);
        foreach (var hospital in model.Hospitals.Where(h => run is null || h.EndsWith("-" + run, StringComparison.Ordinal)))
        {
            var expected = model.AppendsOf(hospital);
            (await Log.AllAsync(hospital)).Select(e => e.Whole()).ShouldBe(expected.SelectMany(a => a).Select(e => e.Whole()));
            (await Log.FirstOfTailAsync(expected.Count, hospital)).Select(a => a.Length).ShouldBe(expected.Select(a => a.Length));
            foreach (var stream in expected.SelectMany(a => a).GroupBy(e => e.Stream))
            {
                (await Log.ReadStreamAsync(hospital, stream.Key)).Select(e => e.Whole()).ShouldBe(stream.Select(e => e.Whole()));
            }
        }
    }
}
