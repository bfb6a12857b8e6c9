using MedMgr.Ops.Hl7.Intake;

namespace MedMgr.Ops.Hl7.Tests.Intake;

public sealed class KeyedTurnsTests
{
    [Fact]
    public async Task Work_under_one_key_waits_its_turn_and_other_keys_go_ahead()
    {
        var turns = new KeyedTurns();
        var gate = new TaskCompletionSource();
        var order = new List<string>();
        var first = turns.Run(["a"], async () => { await gate.Task; order.Add("first"); return 1; });
        var second = turns.Run(["a"], () => { order.Add("second"); return Task.FromResult(2); });
        await turns.Run(["b"], () => { order.Add("other"); return Task.FromResult(3); });
        order.ShouldBe(["other"]);
        gate.SetResult();
        await Task.WhenAll(first, second);
        order.ShouldBe(["other", "first", "second"]);
    }

    [Fact]
    public async Task Work_under_two_keys_waits_for_both()
    {
        var turns = new KeyedTurns();
        var a = new TaskCompletionSource<int>();
        var b = new TaskCompletionSource<int>();
        var ofA = turns.Run(["a"], () => a.Task);
        var ofB = turns.Run(["b"], () => b.Task);
        var ran = false;
        var both = turns.Run(["a", "b"], () => { ran = true; return Task.FromResult(0); });
        a.SetResult(1);
        await ofA;
        ran.ShouldBeFalse();
        b.SetResult(1);
        await ofB;
        await both;
        ran.ShouldBeTrue();
    }

    [Fact]
    public async Task Work_that_fails_lets_the_next_go_on()
    {
        var turns = new KeyedTurns();
        var fails = turns.Run<int>(["a"], () => throw new InvalidOperationException("on purpose"));
        (await turns.Run(["a"], () => Task.FromResult(7))).ShouldBe(7);
        (await Should.ThrowAsync<InvalidOperationException>(fails)).Message.ShouldBe("on purpose");
    }
}
