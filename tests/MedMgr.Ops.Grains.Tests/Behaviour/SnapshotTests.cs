using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Beds;
using MedMgr.Ops.Grains.Contracts;

namespace MedMgr.Ops.Grains.Tests.Behaviour;

public sealed class SnapshotTests
{
    [Fact]
    public async Task Waking_a_bed_with_5000_events_reads_only_those_after_its_snapshot()
    {
        await using var hospital = await LiveHospital.OpenAsync();
        for (var written = 0; written < 4_900; written += 980)
        {
            await hospital.Inject("bed/4E-3", [.. Enumerable.Range(0, 490).SelectMany(_ => new BedEvent[]
            {
                new BedEvent.MarkedDirty("test") { At = hospital.Now }, new BedEvent.MadeReady("test") { At = hospital.Now },
            })]);
        }

        for (var i = 0; i < 100; i++)
        {
            BedCommand command = i % 2 == 0 ? new BedCommand.MarkDirty("test") { At = hospital.Now } : new BedCommand.MarkReady("test") { At = hospital.Now };
            (await hospital.Bed("4E-3", command)).Kind.ShouldBe(ReplyKind.Done);
        }

        await hospital.Bed("4E-3", new BedCommand.MarkDirty("test") { At = hospital.Now });
        await hospital.RestartAsync();
        hospital.Log.ForgetCounts();

        (await hospital.StateOf("4E-3")).ShouldBeOfType<BedState.Dirty>();
        hospital.Log.EventsReadOf("bed/4E-3").ShouldBeLessThanOrEqualTo(100);
        (await hospital.Bed("4E-3", new BedCommand.MarkReady("test") { At = hospital.Now })).Bed.Version.ShouldBe(5_002);
    }

    [Fact]
    public async Task A_repeat_is_known_from_the_snapshot()
    {
        await using var hospital = await LiveHospital.OpenAsync();
        Origin? last = null;
        for (var i = 0; i < 100; i++)
        {
            last = hospital.Origin();
            BedCommand command = i % 2 == 0 ? new BedCommand.MarkDirty("test") { At = hospital.Now } : new BedCommand.MarkReady("test") { At = hospital.Now };
            await hospital.Bed("4E-3", command, last);
        }

        await hospital.RestartAsync();

        (await hospital.Bed("4E-3", new BedCommand.Block("test", null) { At = hospital.Now }, last)).Kind.ShouldBe(ReplyKind.Duplicate);
        (await hospital.StateOf("4E-3")).ShouldBeOfType<BedState.Ready>();
    }
}
