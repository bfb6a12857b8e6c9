namespace MedMgr.Ops.Grains.Tests;

/// <summary>A clock that stands still until the test moves it.</summary>
internal sealed class OwnedClock : TimeProvider
{
    private DateTimeOffset _now = TestHospital.Start;

    public override DateTimeOffset GetUtcNow() => _now;

    public void MoveTo(DateTimeOffset now) => _now = now;

    public void Advance(TimeSpan by) => _now += by;
}
