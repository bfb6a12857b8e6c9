using System.Collections.Immutable;
using System.Reflection;
using MedMgr.Ops.Api.Bodies;
using MedMgr.Ops.Api.Hospitals;
using MedMgr.Ops.Api.Problems;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Definition;
using MedMgr.Ops.Domain.Rosters;
using MedMgr.Ops.Optimizer.Rostering.UnitRosters;

namespace MedMgr.Ops.Rosters.Http;

/// <summary>The unit of a hospital whose roster the path names.</summary>
internal sealed record RequestedRoster(HospitalMap Hospital, UnitDefinition Unit)
{
    /// <exception cref="ProblemException">No such hospital, or no such unit in it.</exception>
    public static ValueTask<RequestedRoster?> BindAsync(HttpContext http, ParameterInfo parameter)
    {
        var hospital = RequestedHospital.Of(http).Map;
        var id = PathIds.Id<UnitId>(http, "unit");
        return hospital.Unit(id) is { } unit
            ? ValueTask.FromResult<RequestedRoster?>(new RequestedRoster(hospital, unit))
            : throw new ProblemException(ApiProblem.Of(new Rejection(RejectionCode.UnitUnknown, $"There is no unit {id}.")));
    }

    public RosterRecord Record(RosterState state) => new(Hospital.Definition.Id, Unit.Id, state.Publications, state.Version, state.Rosters);

    /// <exception cref="ProblemException">Somebody or some shift does not exist, or a time ends before it begins.</exception>
    public RosterOrder Order(DateOnly from, int days, IEnumerable<AbsenceBody> absences, IEnumerable<WishBody> wishes, DemandChange change, bool areSick = false) => new(
        Hospital, Unit, from, days, [.. absences.Select(a => AbsenceOf(a, areSick))], [.. wishes.Select(WishOf)], ImmutableDictionary<UnitId, RosterState>.Empty, change);

    /// <inheritdoc cref="Order(DateOnly, int, IEnumerable{AbsenceBody}, IEnumerable{WishBody}, DemandChange, bool)"/>
    public RosterOrder Order(PlanRosterBody plan, DateTimeOffset now) => Order(
        plan.From ?? RosterSpan.NextMonday(Hospital, now), 7 * (plan.Weeks ?? RosterSpan.WeeksDefault), plan.Absences ?? [], plan.Wishes ?? [],
        new DemandChange(plan.DemandPlusPercent ?? 0, plan.SurgeBeds ?? 0));

    /// <inheritdoc cref="Order(DateOnly, int, IEnumerable{AbsenceBody}, IEnumerable{WishBody}, DemandChange, bool)"/>
    public RosterOrder Order(RepairBody repair, PublishedRoster known) => Order(
        known.From, known.Until.DayNumber - known.From.DayNumber, repair.Sick, [], new DemandChange(repair.DemandPlusPercent ?? 0, repair.SurgeBeds ?? 0), areSick: true);

    public RosterOrder Order(PublishedRoster published) => Order((published.From, published.Until));

    /// <param name="span">First day, and the day after the last.</param>
    public RosterOrder Order((DateOnly From, DateOnly Until) span) => Order(span.From, span.Until.DayNumber - span.From.DayNumber, [], [], DemandChange.None);

    public static TimeSpan LimitOf(int? seconds) => TimeSpan.FromSeconds(seconds ?? RosterSpan.SecondsDefault);

    /// <param name="orNext">Or the first after it.</param>
    public async Task<PublishedRoster?> PublishedOn(HospitalRosters rosters, DateOnly day, bool orNext = false)
    {
        var state = await rosters.Published(Hospital, Unit.Id);
        return state.Rosters.FirstOrDefault(r => r.Rules(day)) ?? (orNext ? state.Rosters.FirstOrDefault(r => r.From > day) : null);
    }

    public ApiProblem NothingPublishedOn(DateOnly day) => ApiProblem.Make(
        StatusCodes.Status409Conflict, "roster-unknown", $"No roster of {Unit.Id} is published for {day:yyyy-MM-dd}: there is nothing to repair or to change. POST to …/rosters/{Unit.Id} publishes one.");

    private Absence AbsenceOf(AbsenceBody body, bool isSick)
    {
        Known(body.Staff);
        return body.Until < body.From
            ? throw new ProblemException(ApiProblem.OfField("until", $"is {body.Until:yyyy-MM-dd}, before {body.From:yyyy-MM-dd}: exchange the two"))
            : new Absence(body.Staff, body.From, body.Until ?? body.From, body.Reason ?? "", isSick);
    }

    private Wish WishOf(WishBody body)
    {
        Known(body.Staff);
        var codes = Hospital.Definition.RosterPolicy.ShiftsOf(Unit.Id).Select(s => s.Code).ToList();
        return body.Shift is { } shift && !codes.Contains(shift)
            ? throw new ProblemException(ApiProblem.OfField("shift", $"\"{shift}\" is no shift of {Unit.Id}: use one of {string.Join(", ", codes)}"))
            : new Wish(body.Staff, body.Date, body.Shift, body.On, body.Weight);
    }

    private void Known(StaffId staff)
    {
        if (Hospital.Staff(staff) is null)
        {
            throw new ProblemException(ApiProblem.Of(new Rejection(RejectionCode.StaffUnknown, $"There is no member of staff {staff}.")));
        }
    }
}
