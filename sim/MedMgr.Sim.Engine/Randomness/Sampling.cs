namespace MedMgr.Sim.Engine.Randomness;

/// <summary>How a stream turns random bits into variates.</summary>
public enum Sampling
{
    /// <summary>The quickest exact method (ziggurat, rejection). A variate may use more than one draw.</summary>
    Fast = 0,

    /// <summary>One draw for each variate, which rises with the draw: two models that share a stream stay in step (common random numbers).</summary>
    Inversion = 1,

    /// <summary>As <see cref="Inversion"/> with every draw u replaced by 1 - u: the mirror image of the same replication.</summary>
    Antithetic = 2,
}
