using MedMgr.Ops.Domain.Surge;

namespace MedMgr.Ops.Domain.Tests.Surge;

/// <summary>Weiss et al. 2004: -20 + 85.8 patients/ED beds + 600 admits/hospital beds + 13.4 ventilated + 0.93 longest admit wait + 5.64 last bedded wait.</summary>
public class NedocsTests
{
    private static readonly NedocsInputs All = new(
        EdPatients: 45, EdBeds: 30, EdAdmitsWaiting: 12, HospitalBeds: 300, VentilatedInEd: 2, LongestAdmitWaitHours: 10, LastBeddedWaitHours: 1.5);

    [Fact]
    public void The_score_of_terms_that_all_differ_is_the_one_computed_by_hand() =>
        Nedocs.Score(All)!.Value.ShouldBe(-20 + 128.7 + 24 + 26.8 + 9.3 + 8.46, tolerance: 1e-9); // 177.26

    [Fact]
    public void Each_term_has_its_own_weight()
    {
        var empty = new NedocsInputs(0, 30, 0, 300, 0, 0, 0);
        Nedocs.Score(empty).ShouldBe(-20);
        Nedocs.Score(empty with { EdPatients = 30 })!.Value.ShouldBe(65.8, 1e-9);
        Nedocs.Score(empty with { EdAdmitsWaiting = 3 })!.Value.ShouldBe(-14, 1e-9);
        Nedocs.Score(empty with { VentilatedInEd = 1 })!.Value.ShouldBe(-6.6, 1e-9);
        Nedocs.Score(empty with { LongestAdmitWaitHours = 1 })!.Value.ShouldBe(-19.07, 1e-9);
        Nedocs.Score(empty with { LastBeddedWaitHours = 1 })!.Value.ShouldBe(-14.36, 1e-9);
    }

    [Fact]
    public void Without_ED_beds_or_inpatient_beds_there_is_no_score()
    {
        Nedocs.Score(All with { EdBeds = 0 }).ShouldBeNull();
        Nedocs.Score(All with { HospitalBeds = 0 }).ShouldBeNull();
    }

    [Theory]
    [InlineData(-20, NedocsBand.Normal)]
    [InlineData(20, NedocsBand.Normal)]
    [InlineData(20.01, NedocsBand.Busy)]
    [InlineData(60, NedocsBand.Busy)]
    [InlineData(60.01, NedocsBand.ExtremelyBusy)]
    [InlineData(100, NedocsBand.ExtremelyBusy)]
    [InlineData(100.01, NedocsBand.Overcrowded)]
    [InlineData(140, NedocsBand.Overcrowded)]
    [InlineData(140.01, NedocsBand.SeverelyOvercrowded)]
    [InlineData(180, NedocsBand.SeverelyOvercrowded)]
    [InlineData(180.01, NedocsBand.Disaster)]
    public void The_upper_edge_of_a_band_belongs_to_it(double score, NedocsBand band) => Nedocs.Band(score).ShouldBe(band);
}
