namespace Orleans.Configuration;

/// <summary>How calls travel.</summary>
public abstract class MessagingOptions
{
    /// <summary>A call that is not answered for this long fails with a <see cref="TimeoutException"/>. Positive.</summary>
    public TimeSpan ResponseTimeout { get; set; } = TimeSpan.FromSeconds(30);
}

/// <summary>How calls travel between grains.</summary>
public class SiloMessagingOptions : MessagingOptions;
