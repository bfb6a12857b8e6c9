using MedMgr.Ops.EmbeddedSilo.Runtime;
using Orleans.Runtime;

namespace Orleans.Runtime
{
    /// <summary>Handle of a registered reminder.</summary>
    public interface IGrainReminder
    {
        string ReminderName { get; }
    }

    /// <summary>Which tick of a reminder this is. All times are UTC.</summary>
    public readonly struct TickStatus
    {
        public TickStatus(DateTime firstTickTime, TimeSpan period, DateTime timeStamp)
        {
            FirstTickTime = firstTickTime;
            Period = period;
            CurrentTickTime = timeStamp;
        }

        public DateTime FirstTickTime { get; }

        public TimeSpan Period { get; }

        /// <summary>When this tick was sent.</summary>
        public DateTime CurrentTickTime { get; }

        public override string ToString() => $"<{FirstTickTime:O}, {Period}, {CurrentTickTime:O}>";
    }
}

namespace Orleans
{
    /// <summary>A grain that can be woken by reminders, which outlive its activations.</summary>
    public interface IRemindable : IGrain
    {
        Task ReceiveReminder(string reminderName, TickStatus status);
    }

    /// <summary>Reminders of a grain: durable where their table is, waking the grain when it is not in memory.</summary>
    public static class GrainReminderExtensions
    {
        /// <param name="dueTime">Until the first tick; not negative.</param>
        /// <param name="period">Between ticks; at least one minute.</param>
        /// <exception cref="ArgumentException">The period is shorter than a minute, or dueTime negative.</exception>
        /// <exception cref="InvalidOperationException">The grain is not <see cref="IRemindable"/>, or the silo has no reminder table.</exception>
        public static Task<IGrainReminder> RegisterOrUpdateReminder(this IGrainBase grain, string reminderName, TimeSpan dueTime, TimeSpan period)
        {
            ArgumentException.ThrowIfNullOrWhiteSpace(reminderName);
            var activation = GrainBaseExtensions.ActivationOf(grain);
            return grain is IRemindable
                ? activation.Runtime.Reminders.RegisterOrUpdateAsync(activation.Address.GrainId, reminderName, dueTime, period)
                : throw new InvalidOperationException($"Grain {activation.Address.GrainId} does not implement {nameof(IRemindable)}: it could not receive '{reminderName}'.");
        }

        public static Task UnregisterReminder(this IGrainBase grain, IGrainReminder reminder)
        {
            ArgumentNullException.ThrowIfNull(reminder);
            var activation = GrainBaseExtensions.ActivationOf(grain);
            return activation.Runtime.Reminders.UnregisterAsync(activation.Address.GrainId, reminder);
        }

        /// <returns>Null when there is none of that name.</returns>
        public static Task<IGrainReminder?> GetReminder(this IGrainBase grain, string reminderName)
        {
            ArgumentException.ThrowIfNullOrWhiteSpace(reminderName);
            var activation = GrainBaseExtensions.ActivationOf(grain);
            return activation.Runtime.Reminders.FindAsync(activation.Address.GrainId, reminderName);
        }

        public static Task<List<IGrainReminder>> GetReminders(this IGrainBase grain)
        {
            var activation = GrainBaseExtensions.ActivationOf(grain);
            return activation.Runtime.Reminders.FindAllAsync(activation.Address.GrainId);
        }
    }
}
