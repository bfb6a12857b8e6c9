using System.Text;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Definition;
using MedMgr.Ops.Domain.Rosters;
using MedMgr.Ops.Optimizer.Rostering.UnitRosters.Formats;
using static MedMgr.Ops.Optimizer.Tests.Rostering.UnitRosters.TwoWards;

namespace MedMgr.Ops.Optimizer.Tests.Rostering.UnitRosters;

/// <summary>iCalendar, RFC 5545.</summary>
public sealed class RosterCalendarTests
{
    private static readonly DateTimeOffset Stamp = new(2026, 10, 20, 12, 30, 0, TimeSpan.Zero);
    private static readonly UnitDefinition Ward = Map.Unit(West)!;

    [Fact]
    public void An_event_is_written_as_calendars_read_it()
    {
        RosterCalendar.Write(Map, Ward, [Shift("W-N1", 5, Night, ShiftKind.Overtime, charge: true)], Stamp).ShouldBe(
            """
            BEGIN:VCALENDAR
            VERSION:2.0
            PRODID:-//MedMgr.Ops//Rosters//EN
            CALSCALE:GREGORIAN
            METHOD:PUBLISH
            X-WR-CALNAME:Ward WEST
            BEGIN:VEVENT
            UID:two-WEST-W-N1-20261101T020000Z@medmgr.ops
            DTSTAMP:20261020T123000Z
            DTSTART:20261101T020000Z
            DTEND:20261101T150000Z
            SUMMARY:WEST Night\, in charge (overtime): Nurse W-N1
            LOCATION:Ward WEST\, Two Wards
            CATEGORIES:overtime
            X-MEDMGR-STAFF:W-N1
            X-MEDMGR-SHIFT:N
            X-MEDMGR-KIND:overtime
            X-MEDMGR-CHARGE:TRUE
            END:VEVENT
            END:VCALENDAR

            """.ReplaceLineEndings("\r\n"));
    }

    [Fact]
    public void What_is_written_is_read_back()
    {
        RosteredShift[] shifts = [Shift("W-D1", 0, Day, charge: true), Shift("E-D1", 1, Day, ShiftKind.Float), Shift("AGENCY-1", 2, Night, ShiftKind.Agency), Shift("W-N1", 5, Night)];

        Read(RosterCalendar.Write(Map, Ward, shifts, Stamp)).ShouldBe(shifts);
        Read(RosterCalendar.Write(Map, Ward, shifts, Stamp, new StaffId("W-D1"))).ShouldBe([shifts[0]]);
    }

    [Fact]
    public void No_line_has_more_than_75_octets_and_no_character_is_cut_in_two()
    {
        // 93 characters of three octets and one of four: a limit of 75 characters instead of octets would make two lines.
        var name = string.Concat(Enumerable.Repeat("看護師", 31));
        var calendar = new StringBuilder();

        ContentLines.Append(calendar, "SUMMARY:" + name + "😀");

        var lines = calendar.ToString().Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        lines.Length.ShouldBe(4);
        lines.ShouldAllBe(l => Encoding.UTF8.GetByteCount(l) <= 75);
        lines.Skip(1).ShouldAllBe(l => l.StartsWith(' '));
        calendar.ToString().ShouldNotContain("\uFFFD");
        ContentLines.Unfold(calendar.ToString()).ShouldBe([("SUMMARY:" + name + "😀", 1)]);
    }

    [Fact]
    public void A_line_of_exactly_75_octets_is_not_folded_and_one_of_76_is()
    {
        var calendar = new StringBuilder();
        ContentLines.Append(calendar, new string('a', 75));
        ContentLines.Append(calendar, new string('b', 76));

        calendar.ToString().ShouldBe($"{new string('a', 75)}\r\n{new string('b', 75)}\r\n b\r\n");
    }

    [Fact]
    public void Text_is_escaped_and_comes_back()
    {
        const string text = "Night; 2 nurses, \"float\" \\ first\nand a second line";

        ContentLines.Escape(text).ShouldBe("Night\\; 2 nurses\\, \"float\" \\\\ first\\nand a second line");
        ContentLines.Unescape(ContentLines.Escape(text)).ShouldBe(text);
    }

    [Theory]
    [InlineData("DTSTART;TZID=America/Los_Angeles:20261026T070000", "DTEND;TZID=\"America/New_York\":20261026T220000")]
    [InlineData("DTSTART:20261026T140000Z", "DTEND:20261027T020000Z")]
    [InlineData("DTSTART:20261026T070000", "DTEND:20261026T190000")]
    public void Times_in_utc_in_a_zone_and_of_the_house_mean_the_same_and_the_hour_names_the_shift(string start, string end) =>
        Read(Calendar("X-MEDMGR-STAFF:W-D1", start, end)).ShouldBe([Shift("W-D1", 0, Day)]);

    [Theory]
    [InlineData("DTSTART:20261026T140000Z", "", "c.ics:3 DTEND: is missing. How to fix: Add DTEND with a time")]
    [InlineData("DTSTART:tomorrow", "DTEND:20261027T020000Z", "c.ics:5 DTSTART: \"tomorrow\" is no time. How to fix: Write DTSTART:20261130T150000Z, or DTSTART;TZID=America/Los_Angeles:20261130T070000.")]
    [InlineData("DTSTART;TZID=Mars/Olympus:20261026T070000", "DTEND:20261027T020000Z", "c.ics:5 DTSTART: \"Mars/Olympus\" is not a time zone that this machine knows. How to fix:")]
    [InlineData("DTSTART:20261026T120000Z", "DTEND:20261027T000000Z", "c.ics:3 X-MEDMGR-SHIFT: no shift of WEST begins at 05:00. How to fix: Use one of: D (07:00), N (19:00).")]
    [InlineData("DTSTART:20261026T140000Z", "DTEND:20261027T020000Z\nRRULE:FREQ=DAILY", "c.ics:7 RRULE: repeats the event. How to fix: Write each shift as an event of its own.")]
    public void What_can_not_be_read_is_told_with_its_line(string start, string end, string faultBeginsWith) =>
        Faults(Calendar("X-MEDMGR-STAFF:W-D1", start, end)).ShouldHaveSingleItem().ShouldStartWith(faultBeginsWith);

    [Fact]
    public void Events_of_nobody_or_of_somebody_unknown_and_calendars_that_break_off_are_told()
    {
        Faults(Calendar("SUMMARY:who?", "DTSTART:20261026T140000Z", "DTEND:20261027T020000Z")).Single().ShouldStartWith("c.ics:3 X-MEDMGR-STAFF: is missing.");
        Faults(Calendar("X-MEDMGR-STAFF:W-D9", "DTSTART:20261026T140000Z", "DTEND:20261027T020000Z")).Single().ShouldStartWith("c.ics:4 X-MEDMGR-STAFF: there is no member of staff \"W-D9\".");
        Faults("BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n").Single().ShouldStartWith("c.ics:2 the line: ends before VEVENT is closed.");
        Faults("BEGIN:VCALENDAR\r\nEND:VEVENT\r\n").Single().ShouldStartWith("c.ics:2 END: closes VEVENT, which is not open.");
        Faults("nothing of the kind").Single().ShouldStartWith("c.ics:1 the line: is no property of a calendar.");
    }

    [Fact]
    public void Rules_that_a_calendar_breaks_are_told_with_the_line_of_the_event() =>
        Faults(RosterCalendar.Write(Map, Ward, [Shift("W-D1", 1, Night), Shift("W-D1", 2, Day)], Stamp)).Single()
            .ShouldStartWith("c.ics:20 the line: W-D1 would begin on 2026-10-28 07:00 after 0 h of rest");

    private static string Calendar(params string[] properties) =>
        string.Join('\n', ["BEGIN:VCALENDAR", "VERSION:2.0", "BEGIN:VEVENT", .. properties.Where(p => p.Length > 0), "END:VEVENT", "END:VCALENDAR", ""]);

    private static IEnumerable<RosteredShift> Read(string text) => RosterCalendarReader.Read(text, "c.ics", Map, Ward) switch
    {
        FormatReading<RosteredShift>.Read read => read.Items,
        var faulty => throw new ShouldAssertException(faulty.ToString()),
    };

    private static IEnumerable<string> Faults(string text) =>
        RosterCalendarReader.Read(text, "c.ics", Map, Ward).ShouldBeOfType<FormatReading<RosteredShift>.Faulty>().Faults.Select(f => f.ToString());
}
