using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Alerts;
using MedMgr.Ops.Domain.Definition;

namespace MedMgr.Ops.Definitions.Tests;

/// <summary>The "wall:" part of a hospital's file.</summary>
public class WallTests
{
    private const string Anchor = "locationCodes:";

    [Fact]
    public void A_file_that_says_nothing_about_its_wall_leaves_it_to_the_defaults() => SmallHospital.Read(SmallHospital.Yaml).Wall.ShouldBeNull();

    [Fact]
    public void What_the_file_says_is_taken_and_what_it_leaves_out_is_the_default()
    {
        var wall = SmallHospital.Read(With(
            """
            wall:
              units: [ED]
              pages: [flow, MED, overview]
              rotateSeconds: 12
              lightFrom: "06:30"
              alerts: {cleaningMinutes: 45, nedocsCritical: 200}
              owners: {no-critical-bed: duty intensivist}
              flow: [{name: Doors, units: [ED]}, {name: Beds, units: MED}]
            """)).Wall!;
        wall.Units.ShouldBe([UnitId.Of("ED")]);
        wall.Pages.ShouldBe([new(WallPageKind.Flow, null), new(WallPageKind.Unit, UnitId.Of("MED")), new(WallPageKind.Overview, null)]);
        (wall.RotateSeconds, wall.LightFrom, wall.LightUntil).ShouldBe((12, new TimeOnly(6, 30), WallDefinition.Default.LightUntil));
        wall.Thresholds.ShouldBe(AlertThresholds.Default with { CleaningMinutes = 45, NedocsCritical = 200 });
        wall.Owners.ShouldBe([new AlertOwner(AlertKind.NoCriticalBed, "duty intensivist")]);
        wall.Flow.Select(c => $"{c.Name}: {string.Join(", ", c.Units)}").ShouldBe(["Doors: ED", "Beds: MED"]);
    }

    [Theory]
    [InlineData("pages: [overvew]", "small.yaml:37:11 wall.pages[0]: there is no unit \"overvew\". How to fix: Did you mean \"overview\"? Use one of: overview, flow, MED, ED.")]
    [InlineData("units: [ICU]", "small.yaml:37:11 wall.units[0]: there is no unit \"ICU\". How to fix: Use one of: MED, ED.")]
    [InlineData("rotateSeconds: 4", "small.yaml:37:18 wall.rotateSeconds: must be at least 5, but is 4. How to fix: Write a number from 5 to 3600.")]
    [InlineData("lightFrom: dawn", "small.yaml:37:14 wall.lightFrom: \"dawn\" is not a time of day. How to fix: Write hours and minutes with two digits each, 00:00 to 23:59: \"07:00\".")]
    [InlineData("alerts: {boardingCriticalHours: 4}", "small.yaml:37:35 wall.alerts.boardingCriticalHours: leaves boardingCriticalHours at 4, not above boardingWarningHours, which is 4. How to fix: Raise boardingCriticalHours or lower boardingWarningHours.")]
    [InlineData("alerts: {nedocsWarning: 190}", "small.yaml:37:27 wall.alerts.nedocsWarning: leaves nedocsCritical at 180, not above nedocsWarning, which is 190. How to fix: Raise nedocsCritical or lower nedocsWarning.")]
    [InlineData("owners: {no-critical-bed: }", "small.yaml:37:29 wall.owners.no-critical-bed: names nobody. How to fix: Write the role that is to see to it: \"bed manager\".")]
    [InlineData("flow: [{name: A, units: [ED]}, {name: B, units: [ED]}]", "small.yaml:37:52 wall.flow[1].units[0]: the unit \"ED\" is already there on line 37. How to fix: A unit has one place on the map.")]
    public void What_is_wrong_is_told_with_its_line(string written, string error) =>
        Errors(With("wall:\n  " + written)).ShouldContain(error);

    [Fact]
    public void An_owner_of_an_alert_that_does_not_exist_is_told_which_ones_do() =>
        Errors(With("wall:\n  owners: {no-critcal-bed: me}")).ShouldHaveSingleItem()
            .ShouldStartWith("small.yaml:37:12 wall.owners.no-critcal-bed: there is no alert \"no-critcal-bed\". How to fix: Did you mean \"no-critical-bed\"?");

    private static string With(string wall) => SmallHospital.Yaml.Replace(Anchor, wall + "\n" + Anchor, StringComparison.Ordinal);

    private static IEnumerable<string> Errors(string yaml) =>
        HospitalFile.Parse(yaml, "small.yaml").ShouldBeOfType<HospitalReading.Faulty>().Errors.Select(e => e.ToString());
}
