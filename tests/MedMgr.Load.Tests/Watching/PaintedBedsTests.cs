using MedMgr.Load.Browsing;

namespace MedMgr.Load.Tests.Watching;

public sealed class PaintedBedsTests
{
    private readonly PaintedBeds _beds = new();

    [Fact]
    public void A_change_is_timed_from_the_message_that_made_it()
    {
        _beds.Expect("ICU-01", "occupied", 1000);
        _beds.Expect("ICU-01", "dirty", 2000);
        _beds.Painted(new BedPainted("ICU-01", "occupied", 1040)).ShouldBe(40.0);
        _beds.Painted(new BedPainted("ICU-01", "dirty", 2025)).ShouldBe(25.0);
        _beds.Outstanding.ShouldBe(0);
    }

    [Fact]
    public void A_look_that_nobody_waits_for_is_not_timed()
    {
        _beds.Expect("ICU-01", "ready", 1000);
        _beds.Painted(new BedPainted("ICU-01", "dirty", 1010)).ShouldBeNull();
        _beds.Painted(new BedPainted("ICU-02", "ready", 1010)).ShouldBeNull();
        _beds.Outstanding.ShouldBe(1);
    }
}
