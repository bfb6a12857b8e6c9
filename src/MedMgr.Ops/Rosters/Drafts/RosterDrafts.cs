using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Optimizer.Rostering;
using MedMgr.Ops.Optimizer.Rostering.UnitRosters;
using MedMgr.Ops.Optimizer.Solver;

namespace MedMgr.Ops.Rosters.Drafts;

/// <summary>The drafts of this server: begun, searched for in the background, changed one change at a time, kept in files.</summary>
internal sealed partial class RosterDrafts : IDisposable
{
    public const int OfUnitMax = 20;

    private readonly ConcurrentDictionary<string, Entry> _drafts = new(StringComparer.Ordinal);
    private readonly Lock _beginning = new();
    private readonly DraftFolder _folder;
    private readonly TimeProvider _time;
    private readonly ILogger<RosterDrafts> _logger;
    private readonly CancellationToken _stopping;

    public RosterDrafts(DraftFolder folder, TimeProvider time, IHostApplicationLifetime lifetime, ILogger<RosterDrafts> logger)
    {
        (_folder, _time, _logger, _stopping) = (folder, time, logger, lifetime.ApplicationStopping);
        foreach (var draft in folder.ReadDrafts())
        {
            _drafts[draft.Id] = new Entry(draft.State != DraftState.Searching ? draft : Failed(draft, "The server was stopped while it searched. Throw the draft away and begin anew."));
        }
    }

    public ImmutableArray<RosterDraft> Of(HospitalId hospital, UnitId unit) =>
        [.. _drafts.Values.Select(e => e.Draft).Where(d => d.Hospital == hospital && d.Unit == unit).OrderByDescending(d => d.ChangedAt)];

    public RosterDraft? Find(HospitalId hospital, UnitId unit, string id) =>
        _drafts.TryGetValue(id, out var entry) && entry.Draft is var draft && draft.Hospital == hospital && draft.Unit == unit ? draft : null;

    /// <summary>Null when it is not searched for any more.</summary>
    public DraftSearch? SearchOf(string id) => _drafts.TryGetValue(id, out var entry) ? entry.Search : null;

    /// <summary>Keeps the draft and searches for it in the background.</summary>
    /// <param name="search">Gives the terms and the roster; stopped, the best so far.</param>
    /// <returns>The draft that the same command began before, if it did; null when the unit has too many.</returns>
    public RosterDraft? Begin(RosterDraft draft, Func<DraftSearch, Task<DraftOutcome>> search)
    {
        lock (_beginning)
        {
            var others = Of(draft.Hospital, draft.Unit);
            if (others.FirstOrDefault(d => d.Key == draft.Key) is { } before)
            {
                return before;
            }

            if (others.Length >= OfUnitMax)
            {
                return null;
            }

            _folder.Write(draft);
            var entry = new Entry(draft) { Search = new DraftSearch(_stopping) };
            _drafts[draft.Id] = entry;
            _ = Task.Run(() => Search(entry, entry.Search, search), CancellationToken.None);
            return draft;
        }
    }

    /// <summary>Changes a draft, one change at a time, and keeps it before it is seen.</summary>
    /// <param name="change">Gives the same draft to change nothing.</param>
    /// <returns>Null when it is gone.</returns>
    public RosterDraft? Change(string id, Func<RosterDraft, RosterDraft> change)
    {
        if (!_drafts.TryGetValue(id, out var entry))
        {
            return null;
        }

        lock (entry.Gate)
        {
            var changed = change(entry.Draft);
            if (entry.IsGone)
            {
                return null;
            }

            if (!ReferenceEquals(changed, entry.Draft))
            {
                changed = changed with { Revision = entry.Draft.Revision + 1, ChangedAt = _time.GetUtcNow() };
                _folder.Write(changed);
                entry.Draft = changed;
            }

            return changed;
        }
    }

    public void Discard(string id)
    {
        if (_drafts.TryRemove(id, out var entry))
        {
            lock (entry.Gate)
            {
                entry.IsGone = true;
                entry.Search?.Stop();
                _folder.Delete(id);
            }
        }
    }

    public void Dispose()
    {
        foreach (var entry in _drafts.Values)
        {
            entry.Search?.Stop();
        }
    }

    private async Task Search(Entry entry, DraftSearch search, Func<DraftSearch, Task<DraftOutcome>> find)
    {
        var id = entry.Draft.Id;
        try
        {
            var outcome = await find(search);
            Change(id, d => d with
            {
                Terms = outcome.Terms, Shifts = outcome.Shifts, Found = outcome.Found, State = outcome.Why is null ? DraftState.Ready : DraftState.Failed, Why = outcome.Why,
            });
        }
        catch (OperationCanceledException)
        {
            Change(id, d => Failed(d, "The search was stopped before there was a roster."));
        }
        catch (ArgumentException e)
        {
            Change(id, d => Failed(d, e.Message));
        }
        catch (SolverUnavailableException e)
        {
            Change(id, d => Failed(d, $"The solver gave no answer: {e.Message}"));
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // Nobody awaits this search: what went wrong is told where the draft is shown.
            LogFailure(e, id);
            Change(id, d => Failed(d, "A fault of ours ended the search; it is in the server's log. Throw the draft away and begin anew."));
        }
        finally
        {
            entry.Search = null;
            search.End();
            search.Dispose();
        }
    }

    private static RosterDraft Failed(RosterDraft draft, string why) => draft with { State = DraftState.Failed, Why = why };

    [LoggerMessage(Level = LogLevel.Error, Message = "The search for roster draft {Draft} failed.")]
    private partial void LogFailure(Exception fault, string draft);

    private sealed class Entry(RosterDraft draft)
    {
        public Lock Gate { get; } = new();

        public RosterDraft Draft { get; set; } = draft;

        public DraftSearch? Search { get; set; }

        public bool IsGone { get; set; }
    }
}

/// <summary>What a search came to.</summary>
/// <param name="Why">Null when there is a roster.</param>
internal sealed record DraftOutcome(RosterTerms Terms, ImmutableArray<Domain.Rosters.RosteredShift> Shifts, DraftFinding? Found, string? Why)
{
    public static DraftOutcome Of(UnitRosterPlan plan) => new(
        TermsOf(plan.Task), plan.Shifts, new DraftFinding(plan.Status, plan.Objective, plan.Bound, Math.Round(plan.Elapsed.TotalSeconds, 1)),
        plan.Status switch
        {
            RosterStatus.Infeasible => "No roster keeps every hard rule: proven. Look at leave, charge nurses and what the days before the first one leave open.",
            RosterStatus.Unknown => string.Create(CultureInfo.InvariantCulture, $"No roster was found in {plan.Elapsed.TotalSeconds:0} s. Give the search more time."),
            _ => null,
        });

    public static RosterTerms TermsOf(UnitRosterTask task) => new(task.Demand, task.Absences, task.Wishes);
}
