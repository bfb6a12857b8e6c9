using System.Globalization;

namespace MedMgr.Ops.EmbeddedSilo.Tests;

public interface ISleeperGrain : IGrainWithStringKey
{
    Task Remind(string name, TimeSpan due, TimeSpan period);

    Task<bool> Forget(string name);

    Task<string[]> Names();

    Task Leave();
}

public sealed class SleeperGrain(Journal journal) : Grain, ISleeperGrain, IRemindable
{
    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        journal.Write("left");
        return Task.CompletedTask;
    }

    public async Task Remind(string name, TimeSpan due, TimeSpan period)
        => (await this.RegisterOrUpdateReminder(name, due, period)).ReminderName.ShouldBe(name);

    public async Task<bool> Forget(string name)
    {
        if (await this.GetReminder(name) is not { } reminder)
        {
            return false;
        }

        await this.UnregisterReminder(reminder);
        return true;
    }

    public async Task<string[]> Names() => [.. (await this.GetReminders()).Select(reminder => reminder.ReminderName)];

    public Task Leave()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public Task ReceiveReminder(string reminderName, TickStatus status)
    {
        journal.Write(string.Create(CultureInfo.InvariantCulture, $"{this.GetPrimaryKeyString()}: {reminderName} at {status.CurrentTickTime:HH:mm}"));
        return Task.CompletedTask;
    }
}

public interface IForgetfulGrain : IGrainWithStringKey
{
    Task Remind();
}

public sealed class ForgetfulGrain : Grain, IForgetfulGrain
{
    public Task Remind() => this.RegisterOrUpdateReminder("r", TimeSpan.Zero, TimeSpan.FromHours(1));
}

public sealed class ReminderTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task A_reminder_wakes_a_grain_that_has_left_memory()
    {
        await using var silo = await TestSilo.StartAsync(builder => builder.UseInMemoryReminderService());
        var sleeper = silo.Grains.GetGrain<ISleeperGrain>("s");
        await sleeper.Remind("rounds", 5 * Minute, 60 * Minute);
        await sleeper.Leave();
        (await silo.Journal.NextAsync()).ShouldBe("left");

        silo.Time.Advance(5 * Minute);

        (await silo.Journal.NextAsync()).ShouldBe("s: rounds at 07:05");
    }

    [Fact]
    public async Task A_reminder_in_the_data_directory_survives_a_restart_and_keeps_its_rhythm()
    {
        var directory = Directory.CreateTempSubdirectory("silo-reminders");
        try
        {
            await using (var first = await StartAsync(directory))
            {
                await first.Grains.GetGrain<ISleeperGrain>("s").Remind("rounds", 5 * Minute, 10 * Minute);
                await first.Grains.GetGrain<ISleeperGrain>("s").Remind("dropped", 5 * Minute, 10 * Minute);
                (await first.Grains.GetGrain<ISleeperGrain>("s").Forget("dropped")).ShouldBeTrue();
            }

            await using var second = await StartAsync(directory, at: 7 * Minute);
            (await second.Grains.GetGrain<ISleeperGrain>("s").Names()).ShouldBe(["rounds"]);
            second.Time.Advance(8 * Minute);
            (await second.Journal.NextAsync()).ShouldBe("s: rounds at 07:15", "due at 07:05, every ten minutes; the tick of 07:05 was missed");
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task A_forgotten_reminder_is_silent_and_unknown()
    {
        await using var silo = await TestSilo.StartAsync(builder => builder.UseInMemoryReminderService());
        var sleeper = silo.Grains.GetGrain<ISleeperGrain>("s");
        await sleeper.Remind("rounds", Minute, Minute);
        (await sleeper.Forget("rounds")).ShouldBeTrue();

        silo.Time.Advance(10 * Minute);

        (await sleeper.Names()).ShouldBeEmpty();
        silo.Journal.IsEmpty.ShouldBeTrue();
        (await sleeper.Forget("rounds")).ShouldBeFalse();
    }

    [Fact]
    public async Task Registering_a_name_again_replaces_the_reminder()
    {
        await using var silo = await TestSilo.StartAsync(builder => builder.UseInMemoryReminderService());
        var sleeper = silo.Grains.GetGrain<ISleeperGrain>("s");
        await sleeper.Remind("rounds", Minute, Minute);
        await sleeper.Remind("rounds", 12 * Minute, 60 * Minute);

        silo.Time.Advance(12 * Minute);

        (await silo.Journal.NextAsync()).ShouldBe("s: rounds at 07:12");
        (await sleeper.Names()).ShouldBe(["rounds"]);
    }

    [Fact]
    public async Task A_period_below_a_minute_is_refused()
    {
        await using var silo = await TestSilo.StartAsync(builder => builder.UseInMemoryReminderService());
        var sleeper = silo.Grains.GetGrain<ISleeperGrain>("s");
        var failure = await Should.ThrowAsync<ArgumentException>(() => sleeper.Remind("r", TimeSpan.Zero, TimeSpan.FromSeconds(59)));
        failure.Message.ShouldContain("00:00:59");
        await Should.ThrowAsync<ArgumentException>(() => sleeper.Remind("r", TimeSpan.FromSeconds(-1), Minute));
    }

    [Fact]
    public async Task A_silo_without_a_reminder_table_says_so()
    {
        await using var silo = await TestSilo.StartAsync();
        var failure = await Should.ThrowAsync<InvalidOperationException>(() => silo.Grains.GetGrain<ISleeperGrain>("s").Remind("r", Minute, Minute));
        failure.Message.ShouldContain("UseInMemoryReminderService");
    }

    [Fact]
    public async Task A_grain_that_can_not_receive_reminders_can_not_register_one()
    {
        await using var silo = await TestSilo.StartAsync(builder => builder.UseInMemoryReminderService());
        var failure = await Should.ThrowAsync<InvalidOperationException>(() => silo.Grains.GetGrain<IForgetfulGrain>("f").Remind());
        failure.Message.ShouldContain(nameof(IRemindable));
    }

    private static async Task<TestSilo> StartAsync(DirectoryInfo directory, TimeSpan at = default)
    {
        var silo = TestSilo.Create(builder => builder.Configure<EmbeddedSiloOptions>(options => options.DataDirectory = directory.FullName));
        silo.Time.Advance(at);
        await silo.StartHostAsync();
        return silo;
    }
}
