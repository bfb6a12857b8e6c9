using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using MedMgr.Ops.Api.Boards;
using MedMgr.Ops.Api.Bodies;
using MedMgr.Ops.Api.Commands;
using MedMgr.Ops.Api.Problems;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Log;
using MedMgr.Ops.Domain.Rosters;
using MedMgr.Ops.Optimizer.Rostering.UnitRosters.Formats;

namespace MedMgr.Ops.Rosters.Http;

/// <summary>Rosters as files: comma-separated values and calendars, to get and to publish.</summary>
internal static class RosterFileEndpoints
{
    public const string Csv = "text/csv";
    public const string Calendar = "text/calendar";
    private const int BytesMax = 4 * 1024 * 1024;

    public static void MapRosterFiles(this RouteGroupBuilder rosters)
    {
        // Described with the JSON of the same paths: a document has one operation for each path and method.
        rosters.MapPost("/{unit}", Publish).Accepts<string>(Csv, Calendar).WithMetadata(new BodyLimit(BytesMax)).ExcludeFromDescription();
        rosters.MapGet("/{unit}.csv", (RequestedRoster requested, HospitalRosters all, string? person) => File(requested, all, Csv, person)).ExcludeFromDescription();
        rosters.MapGet("/{unit}.ics", (RequestedRoster requested, HospitalRosters all, string? person) => File(requested, all, Calendar, person)).ExcludeFromDescription();
    }

    /// <summary>JSON, unless Accept asks for one of the two file formats.</summary>
    public static async Task<IResult> Negotiated(HttpContext http, RequestedRoster requested, HospitalRosters rosters, string? person)
    {
        var wanted = http.Request.GetTypedHeaders().Accept.OrderByDescending(a => a.Quality ?? 1.0).Select(a => a.MediaType.Value)
            .FirstOrDefault(t => t is Csv or Calendar or "application/json" or "*/*");
        return wanted is Csv or Calendar
            ? await File(requested, rosters, wanted, person)
            : Shown(http, requested, await rosters.Published(requested.Hospital, requested.Unit.Id));
    }

    private static IResult Shown(HttpContext http, RequestedRoster requested, RosterState state)
    {
        http.Response.Headers.ETag = $"\"{state.Version}\"";
        return Results.Json(requested.Record(state), DomainJson.Options);
    }

    private static async Task<IResult> File(RequestedRoster requested, HospitalRosters rosters, string type, string? person)
    {
        var state = await rosters.Published(requested.Hospital, requested.Unit.Id);
        var one = person is null ? (StaffId?)null : new StaffId(person);
        if (one is { } who && requested.Hospital.Staff(who) is null)
        {
            return ApiProblem.Of(new Rejection(RejectionCode.StaffUnknown, $"There is no member of staff {who}."));
        }

        var shifts = state.Rosters.SelectMany(r => r.Shifts).Where(s => one is null || s.Staff == one).ToList();
        var text = type == Csv
            ? RosterCsv.Write(requested.Hospital, requested.Unit.Id, shifts)
            : RosterCalendar.Write(requested.Hospital, requested.Unit, shifts, rosters.Now, one);
        return Results.Text(text, $"{type}; charset=utf-8");
    }

    /// <summary>The shifts of a body that is a file.</summary>
    /// <exception cref="ProblemException">There is something to mend, said line by line.</exception>
    public static async Task<ImmutableArray<RosteredShift>> Shifts(HttpContext http, RequestedRoster requested)
    {
        var text = Encoding.UTF8.GetString((await BodyReading.BytesOf(http)).Span);
        var isCalendar = http.Request.ContentType!.StartsWith(Calendar, StringComparison.OrdinalIgnoreCase);
        var reading = isCalendar
            ? RosterCalendarReader.Read(text, "body", requested.Hospital, requested.Unit)
            : RosterCsv.Read(text, "body", requested.Hospital, requested.Unit);
        return reading switch
        {
            FormatReading<RosteredShift>.Read sound => sound.Items,
            FormatReading<RosteredShift>.Faulty faulty => throw new ProblemException(ApiProblem.OfFields(faulty.Faults.GroupBy(f => $"line {f.Line}").ToDictionary(
                g => g.Key, g => g.Select(f => $"{f.Field} {f.What}. How to fix: {f.HowToFix.TrimEnd('.')}".Trim()).ToImmutableArray()))),
            _ => throw new InvalidOperationException("A reading that is neither read nor faulty"),
        };
    }

    /// <remarks>The days are whole weeks around the shifts, unless the query says from and until (first and last day); why is kept with the roster.</remarks>
    private static async Task<IResult> Publish(
        HttpContext http, RequestedRoster requested, CommandContext by, HospitalRosters rosters, IBoardFeeds boards, string? from, string? until, string? why)
    {
        var shifts = await Shifts(http, requested);
        if (shifts.IsEmpty && (from is null || until is null))
        {
            return ApiProblem.OfField("", "has no shift: say from and until in the query to publish days on which nobody works");
        }

        var (first, last) = (Day(from, "from"), Day(until, "until"));
        var span = shifts.IsEmpty ? (From: first!.Value, Until: last!.Value.AddDays(1)) : RosterSpan.Of(shifts);
        var command = new RosterCommand.Publish(first ?? span.From, last?.AddDays(1) ?? span.Until, shifts, Note: new PublicationNote(by.Actor, by.At, why), Knowing: RosterEndpoints.Knowing(http)) { At = by.At };
        return await RosterEndpoints.Carry(http, requested, command, by, rosters, boards);
    }

    private static DateOnly? Day(string? text, string name) =>
        text is null ? null
        : DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day
        : throw new ProblemException(ApiProblem.OfField(name, $"\"{text}\" is no date: write year-month-day, 2026-11-30"));
}
