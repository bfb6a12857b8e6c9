using System.Net;
using MedMgr.Ops.Hl7.Acknowledgement;
using MedMgr.Ops.Hl7.Adt;
using MedMgr.Ops.Hl7.Messages;
using MedMgr.Ops.Hl7.Mllp;
using MedMgr.Ops.Hl7.Sending;
using MedMgr.Ops.Hl7.Tests.Mllp;
using Microsoft.Extensions.Logging.Abstractions;

namespace MedMgr.Ops.Hl7.Tests.Scenarios;

/// <summary>The sample day under scenarios/adt, see its README.</summary>
public class RiversideDayTests
{
    private static readonly string[] Names = ["riverside-day-main-ehr.hl7", "riverside-day-emergency.hl7", "riverside-day-women-children.hl7"];

    private static readonly AdtReader Reader = new(new AdtReaderOptions { Zone = TimeZoneInfo.CreateCustomTimeZone("pst", TimeSpan.FromHours(-8), "pst", "pst") });

    private static AdtFile File(string name, SegmentEnds ends = SegmentEnds.AsInFile) =>
        AdtFileReader.Read(System.IO.File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "scenarios", name)), ends);

    private static List<AdtEvent> Events(string name) =>
        [.. File(name).Messages.Select(m => Reader.Read(Hl7Message.Parse(m.Bytes.Span), Samples.ReceivedAt)
            .ShouldBeOfType<AdtReading.Read>($"{name}, line {m.Line}").Event)];

    [Fact]
    public void Every_message_is_read_without_remarks_and_all_triggers_occur()
    {
        List<AdtEvent> all = [.. Names.SelectMany(Events)];
        all.Count.ShouldBe(328);
        all.SelectMany(e => e.Remarks).ShouldBeEmpty();
        all.Select(e => e.Trigger).Distinct().Order().ShouldBe(Enum.GetValues<AdtTrigger>());
        all.DistinctBy(e => (e.Sender, e.ControlId)).Count().ShouldBe(all.Count);
    }

    [Fact]
    public void Each_sender_speaks_its_own_dialect()
    {
        Hl7Message Message(string name, int index) => Hl7Message.Parse(File(name).Messages[index].Bytes.Span);
        Message(Names[0], 0).Text.ShouldContain("\r\n");
        Message(Names[0], 2).Find("PID")[5].Value.Text.ShouldBe("Brontë-Vale");
        Message(Names[0], 0)["ZBD"].ShouldNotBeNull();
        Message(Names[1], 0).Text.ShouldContain("\n");
        Message(Names[1], 0).Text.ShouldNotContain("\r");
        Message(Names[2], 0).Find("PID")[5][1].Value.Text.ShouldBe("Žitnická");
        Events(Names[1])[0].Subject!.Visit.NumberSource.ShouldBe(VisitNumberSource.AccountNumber);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void A_file_is_in_order_and_never_puts_two_patients_into_one_bed_or_one_into_a_dirty_bed(int file)
    {
        var inBed = new Dictionary<string, string>();
        var dirty = new HashSet<string>();
        DateTimeOffset last = DateTimeOffset.MinValue;
        foreach (AdtEvent e in Events(Names[file]))
        {
            (e.MessageAt ?? e.EventAt).ShouldBeGreaterThanOrEqualTo(last);
            last = e.MessageAt ?? e.EventAt;
            if (e.Bed is { } bed)
            {
                if (bed.Status == ReportedBedStatus.Unoccupied)
                    dirty.Remove(bed.Location.ToString());
                continue;
            }

            if (e.Subject is { } subject && e.Trigger is not (AdtTrigger.PreAdmit or AdtTrigger.PendingAdmit or AdtTrigger.CancelPendingAdmit))
                Follow(e, subject, inBed, dirty);
        }
    }

    private static void Follow(AdtEvent e, AdtSubject subject, Dictionary<string, string> inBed, HashSet<string> dirty)
    {
        string place = subject.Visit.Location.ToString();
        string? before = inBed.FirstOrDefault(b => b.Value == subject.Visit.Number).Key;
        switch (e.Trigger)
        {
            case AdtTrigger.Discharge or AdtTrigger.CancelAdmit:
                before.ShouldBe(place, e.ControlId);
                inBed.Remove(place);
                dirty.Add(place);
                break;
            case AdtTrigger.Swap:
                string other = e.Other!.Visit.Location.ToString();
                (inBed[place], inBed[other]).ShouldBe((e.Other.Visit.Number, subject.Visit.Number), e.ControlId);
                (inBed[place], inBed[other]) = (inBed[other], inBed[place]);
                break;
            default:
                if (before == place)
                    break;
                inBed.ContainsKey(place).ShouldBeFalse($"{e.ControlId}: {place} is taken");
                if (e.Trigger is not (AdtTrigger.CancelTransfer or AdtTrigger.CancelDischarge))
                    dirty.ShouldNotContain(place, e.ControlId);
                dirty.Remove(place);
                inBed[place] = subject.Visit.Number;
                if (before is not null)
                {
                    inBed.Remove(before);
                    dirty.Add(before);
                }

                break;
        }
    }

    [Fact]
    public async Task The_day_goes_over_a_real_connection_with_line_ends_as_in_the_files()
    {
        var receiver = new ScriptedReceiver(m => Task.FromResult(
            Reader.Read(m.Message!, m.ReceivedAt) is AdtReading.Refused refused ? refused.Decision : AckDecision.Accepted));
        await using var listener = new MllpListener(new MllpListenerOptions { EndPoint = new IPEndPoint(IPAddress.Loopback, 0) }, receiver, TimeProvider.System, NullLogger<MllpListener>.Instance);
        await listener.StartAsync(CancellationToken.None);
        var sender = new AdtSender(new MllpClientOptions { Window = 8 }, TimeProvider.System);
        SendReport report = await sender.SendAsync("127.0.0.1", listener.LocalEndPoint.Port, [.. Names.Select(n => (n, File(n)))], CancellationToken.None);
        report.CountsByCode.ShouldBe(new Dictionary<string, int> { ["AA"] = 328 });
        report.AllAccepted.ShouldBeTrue();
        report.Skipped.ShouldBeEmpty();
    }
}
