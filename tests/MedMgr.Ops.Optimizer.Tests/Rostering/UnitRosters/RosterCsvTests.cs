using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Rosters;
using MedMgr.Ops.Optimizer.Rostering.UnitRosters;
using MedMgr.Ops.Optimizer.Rostering.UnitRosters.Formats;
using static MedMgr.Ops.Optimizer.Tests.Rostering.UnitRosters.TwoWards;

namespace MedMgr.Ops.Optimizer.Tests.Rostering.UnitRosters;

/// <summary>Comma-separated values as people and spreadsheets write them.</summary>
public sealed class RosterCsvTests
{
    [Fact]
    public void What_is_written_is_read_back_the_night_of_the_clock_change_included()
    {
        RosteredShift[] shifts = [Shift("W-D1", 0, Day, charge: true), Shift("E-D1", 1, Day, ShiftKind.Float), Shift("AGENCY-1", 2, Night, ShiftKind.Agency), Shift("W-N1", 5, Night, ShiftKind.Overtime)];

        var text = RosterCsv.Write(Map, West, shifts);

        text.Split("\r\n")[0].ShouldBe("staff,name,unit,date,shift,start,end,kind,charge");
        text.Split("\r\n")[4].ShouldBe("W-N1,Nurse W-N1,WEST,2026-10-31,N,2026-10-31T19:00-07:00,2026-11-01T07:00-08:00,overtime,no");
        Read(text).ShouldBe(shifts);
    }

    [Fact]
    public void Three_columns_are_enough_and_who_comes_from_a_sister_unit_floats() =>
        Read("\uFEFFshift, staff ,date\nN,\"W-N1\",2026-10-27\n\nD,E-D1,2026-10-28\n").ShouldBe([Shift("W-N1", 1, Night), Shift("E-D1", 2, Day, ShiftKind.Float)]);

    [Theory]
    [InlineData("staff,date\nW-D1,2026-10-26\n", "r.csv:1 shift: is missing in the header. How to fix: The columns are staff,date,shift; optional: name,unit,start,end,kind,charge.")]
    [InlineData("", "r.csv:1 the line: is empty. How to fix: Begin with a header: staff,date,shift.")]
    [InlineData("staff,date,shift,colour\n", "r.csv:1 colour: is no column that is known here. How to fix:")]
    [InlineData("staff,date,shift\nW-D9,2026-10-26,D\n", "r.csv:2 staff: there is no member of staff \"W-D9\". How to fix: Use an id of the definition of two.")]
    [InlineData("staff,date,shift\nW-D1,26.10.2026,D\n", "r.csv:2 date: \"26.10.2026\" is not a date. How to fix: Write year-month-day: 2026-11-30.")]
    [InlineData("staff,date,shift\nW-D1,2026-10-26,E\n", "r.csv:2 shift: \"E\" is no shift of WEST. How to fix: Use one of: D, N.")]
    [InlineData("staff,date,shift,kind\nW-D1,2026-10-26,D,gift\n", "r.csv:2 kind: \"gift\" is not known here. How to fix: Use one of: own, overtime, float, agency.")]
    [InlineData("staff,date,shift,start\nW-D1,2026-10-26,D,2026-10-27T07:00\n", "r.csv:2 start: lies on 2026-10-27, but the date is 2026-10-26. How to fix: A shift belongs to the day on which it begins.")]
    [InlineData("staff,date,shift,unit\nW-D1,2026-10-26,D,EAST\n", "r.csv:2 unit: is \"EAST\", but this is the roster of WEST. How to fix:")]
    [InlineData("staff,date,shift\nW-D1,2026-10-26\n", "r.csv:2 the line: has more or fewer values than the header. How to fix:")]
    [InlineData("staff,date,shift\nW-D1,2026-10-26,\"D\"x\n", "r.csv:2 the line: has a quotation mark where none may be. How to fix:")]
    public void What_can_not_be_read_is_told_with_its_line(string text, string faultBeginsWith) => Faults(text).ShouldHaveSingleItem().ShouldStartWith(faultBeginsWith);

    [Fact]
    public void Rules_that_a_roster_breaks_are_told_with_the_line_that_breaks_them() =>
        Faults("staff,date,shift\nW-D1,2026-10-26,N\nW-D1,2026-10-27,D\nW-OLD,2026-10-26,D\nE-X1,2026-10-26,D\nW-N1,2026-10-28,N\nW-N1,2026-10-28,N\n").ShouldBe(
        [
            "r.csv:3 the line: W-D1 would begin on 2026-10-27 07:00 after 0 h of rest; at least 11 h are due. How to fix: Change or remove the shift.",
            "r.csv:4 the line: The licence of Nurse W-OLD ends on 2026-01-01, before the shift of 2026-10-26. How to fix: Change or remove the shift.",
            "r.csv:5 the line: Nurse E-X1 is not trained for General care, which unit WEST gives. How to fix: Change or remove the shift.",
            "r.csv:7 the line: W-N1 would work twice at once on 2026-10-28, N and N. How to fix: Change or remove the shift.",
        ]);

    [Fact]
    public void Leave_is_read_with_a_last_day_or_without()
    {
        AbsenceCsv.Read("staff,from,until,reason\nW-D1,2026-10-26,2026-10-30,\"holiday, at sea\"\nW-D2,2026-10-27,,\n", "leave.csv", Map)
            .ShouldBeOfType<FormatReading<Absence>.Read>().Items.ShouldBe(
            [
                new Absence(new StaffId("W-D1"), Monday, Monday.AddDays(4), "holiday, at sea"),
                new Absence(new StaffId("W-D2"), Monday.AddDays(1), Monday.AddDays(1), ""),
            ]);
        AbsenceCsv.Read("staff,from,until\nW-D1,2026-10-26,2026-10-25\n", "leave.csv", Map)
            .ShouldBeOfType<FormatReading<Absence>.Faulty>().ToString().ShouldBe("leave.csv:2 until: is 2026-10-25, before 2026-10-26. How to fix: Exchange the two.");
    }

    [Fact]
    public void A_request_says_who_when_and_what_and_perhaps_how_much_it_matters()
    {
        WishCsv.Read("staff,date,want,shift,weight\nW-D1,2026-10-26,off,,\nW-N1,2026-10-27,on,N,300\n", "wishes.csv", Map, Map.Unit(West)!)
            .ShouldBeOfType<FormatReading<Wish>.Read>().Items.ShouldBe(
            [new Wish(new StaffId("W-D1"), Monday, null, false, null), new Wish(new StaffId("W-N1"), Monday.AddDays(1), "N", true, 300)]);
        WishCsv.Read("staff,date,want,shift,weight\nE-D1,2026-10-26,perhaps,X,-1\n", "wishes.csv", Map, Map.Unit(West)!)
            .ShouldBeOfType<FormatReading<Wish>.Faulty>().Faults.Select(f => f.Field).ShouldBe(["staff", "want", "shift", "weight"]);
    }

    private static IEnumerable<RosteredShift> Read(string text) => RosterCsv.Read(text, "r.csv", Map, Map.Unit(West)!) switch
    {
        FormatReading<RosteredShift>.Read read => read.Items,
        var faulty => throw new ShouldAssertException(faulty.ToString()),
    };

    private static IEnumerable<string> Faults(string text) =>
        RosterCsv.Read(text, "r.csv", Map, Map.Unit(West)!).ShouldBeOfType<FormatReading<RosteredShift>.Faulty>().Faults.Select(f => f.ToString());
}
