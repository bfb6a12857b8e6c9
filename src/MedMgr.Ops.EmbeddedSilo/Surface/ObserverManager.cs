using System.Collections;
using Microsoft.Extensions.Logging;
using Orleans.Runtime;

namespace Orleans.Utilities;

/// <summary>Subscribers known by their reference. See <see cref="ObserverManager{TIdentity,TObserver}"/>.</summary>
public class ObserverManager<TObserver> : ObserverManager<IAddressable, TObserver>
{
    public ObserverManager(TimeSpan expiration, ILogger log)
        : base(expiration, log)
    {
    }
}

/// <summary>Subscribers of a grain. One that did not renew its subscription in time, or that fails, is dropped.</summary>
/// <remarks>Used from the grain's turns only; subscribing during a notification takes effect for the next one.</remarks>
public class ObserverManager<TIdentity, TObserver> : IEnumerable<TObserver>
    where TIdentity : notnull
{
    private readonly Dictionary<TIdentity, Subscription> _subscriptions = [];
    private readonly ILogger _log;

    /// <param name="expiration">How long a subscription lasts unless it is renewed by subscribing again.</param>
    public ObserverManager(TimeSpan expiration, ILogger log)
    {
        ArgumentNullException.ThrowIfNull(log);
        ExpirationDuration = expiration;
        _log = log;
        GetDateTime = static () => TimeProvider.System.GetUtcNow().UtcDateTime;
    }

    /// <summary>UTC. Set it where time is not the system's.</summary>
    public Func<DateTime> GetDateTime { get; set; }

    public TimeSpan ExpirationDuration { get; set; }

    public int Count => _subscriptions.Count;

    public IReadOnlyDictionary<TIdentity, TObserver> Observers => _subscriptions.ToDictionary(entry => entry.Key, entry => entry.Value.Observer);

    /// <summary>Adds the observer, or renews it.</summary>
    public void Subscribe(TIdentity id, TObserver observer) => _subscriptions[id] = new Subscription(observer, GetDateTime());

    public void Unsubscribe(TIdentity id) => _subscriptions.Remove(id);

    public void Clear() => _subscriptions.Clear();

    public void ClearExpired()
    {
        foreach (var (id, subscription) in Snapshot())
        {
            DropIfExpired(id, subscription);
        }
    }

    public void Notify(Action<TObserver> notification, Func<TObserver, bool>? predicate = null)
    {
        ArgumentNullException.ThrowIfNull(notification);
        foreach (var (id, subscription) in Snapshot())
        {
            if (DropIfExpired(id, subscription) || predicate?.Invoke(subscription.Observer) is false)
            {
                continue;
            }

            try
            {
                notification(subscription.Observer);
            }
            catch (Exception failure)
            {
                DropFailed(id, failure);
            }
        }
    }

    public async Task Notify(Func<TObserver, Task> notification, Func<TObserver, bool>? predicate = null)
    {
        ArgumentNullException.ThrowIfNull(notification);
        foreach (var (id, subscription) in Snapshot())
        {
            if (DropIfExpired(id, subscription) || predicate?.Invoke(subscription.Observer) is false)
            {
                continue;
            }

            try
            {
                await notification(subscription.Observer);
            }
            catch (Exception failure)
            {
                DropFailed(id, failure);
            }
        }
    }

    public IEnumerator<TObserver> GetEnumerator() => Snapshot().Select(entry => entry.Value.Observer).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private KeyValuePair<TIdentity, Subscription>[] Snapshot() => [.. _subscriptions];

    private bool DropIfExpired(TIdentity id, Subscription subscription)
    {
        if (subscription.Renewed + ExpirationDuration >= GetDateTime())
        {
            return false;
        }

        _subscriptions.Remove(id);
        _log.LogDebug("Observer {Observer} did not renew its subscription within {Expiration}: dropped.", id, ExpirationDuration);
        return true;
    }

    // One subscriber's failure must not keep the others from hearing; it is expected whenever a subscriber has gone away.
    private void DropFailed(TIdentity id, Exception failure)
    {
        _subscriptions.Remove(id);
        _log.LogDebug(failure, "Observer {Observer} failed: dropped.", id);
    }

    private readonly record struct Subscription(TObserver Observer, DateTime Renewed);
}
