using MedMgr.Ops.Driving;

namespace MedMgr.Ops.Drills;

/// <summary>Holds back what the EHR would tell while its feed is down, and everything that concerns the same patients and beds; then lets it go in order.</summary>
internal sealed class FeedGate
{
    private readonly List<SystemAction> _held = [];
    private readonly HashSet<string> _concerned = new(StringComparer.Ordinal);

    public DateTimeOffset? DownUntil { get; private set; }

    public int Held => _held.Count;

    public void Close(DateTimeOffset until) => DownUntil = DownUntil > until ? DownUntil : until;

    /// <summary>What may go now.</summary>
    public IEnumerable<SystemAction> Let(IEnumerable<SystemAction> actions)
    {
        if (DownUntil is null)
        {
            return actions;
        }

        var through = new List<SystemAction>();
        foreach (var action in actions)
        {
            if (action.IsOfEhr || action.About.Any(_concerned.Contains))
            {
                _held.Add(action);
                _concerned.UnionWith(action.About);
            }
            else
            {
                through.Add(action);
            }
        }

        return through;
    }

    /// <summary>The feed is up again when its time has come: everything that was held back, oldest first.</summary>
    public IReadOnlyList<SystemAction> OpenIfDue(DateTimeOffset now)
    {
        if (DownUntil is not { } until || now < until)
        {
            return [];
        }

        SystemAction[] waited = [.. _held];
        _held.Clear();
        _concerned.Clear();
        DownUntil = null;
        return waited;
    }
}
