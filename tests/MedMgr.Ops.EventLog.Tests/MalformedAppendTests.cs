using System.Text;
using MedMgr.Ops.EventLog.Appending;

namespace MedMgr.Ops.EventLog.Tests;

public sealed class MalformedAppendTests
{
    private static readonly AppendRequest s_good = Some.Append("bed-1", 0);

    public static TheoryData<string, AppendRequest> Malformed => new()
    {
        { "Hospital is empty", s_good with { Hospital = "" } },
        { "Hospital is empty", s_good with { Hospital = null! } },
        { "Hospital contains a NUL", s_good with { Hospital = "river\0side" } },
        { "Cause is missing", s_good with { Cause = null! } },
        { "Cause.Kind 9", s_good with { Cause = s_good.Cause with { Kind = (CauseKind)9 } } },
        { "Cause.Actor is empty", s_good with { Cause = s_good.Cause with { Actor = "" } } },
        { "Cause.Id is empty", s_good with { Cause = s_good.Cause with { Id = "" } } },
        { "Cause.Id contains half a surrogate pair at index 1", s_good with { Cause = s_good.Cause with { Id = "a\uD83D" } } },
        { "Streams is empty", s_good with { Streams = [] } },
        { "Streams is empty", s_good with { Streams = default } },
        { "Streams[1] is missing", s_good with { Streams = [Some.On("bed-1", 0), null!] } },
        { "Streams[0].Stream is empty", s_good with { Streams = [Some.On("", 0)] } },
        { "ExpectedVersion -1 of stream 'bed-1'", s_good with { Streams = [Some.On("bed-1", 0) with { ExpectedVersion = -1 }] } },
        { "Streams[2] names 'bed-1' a second time", s_good with { Streams = [Some.On("bed-1", 0), Some.On("bed-2", 0), Some.On("bed-1", 1)] } },
        { "Events of stream 'bed-1' is empty", s_good with { Streams = [new("bed-1", 0, [])] } },
        { "Type of event 1 for stream 'bed-1' is empty", WithEvents(Some.Event("a", ""), Some.Event("", "")) },
        { "Payload of event 0 (a) for stream 'bed-1' is not a JSON object", WithEvents(new NewEvent("a", default)) },
        { "is not a JSON object", WithEvents(new NewEvent("a", Encoding.UTF8.GetBytes("[1]"))) },
        { "is not a JSON object", WithEvents(new NewEvent("a", Encoding.UTF8.GetBytes("""{"cut":"o"""))) },
        { "has 16777217 bytes", WithEvents(new NewEvent("a", new byte[(16 * 1024 * 1024) + 1])) },
    };

    [Theory]
    [MemberData(nameof(Malformed), DisableDiscoveryEnumeration = true)]
    public void A_malformed_append_is_refused_and_the_message_names_what_and_where(string message, AppendRequest request) =>
        Should.Throw<ArgumentException>(() => AppendRules.CheckedCopy(request)).Message.ShouldContain(message);

    [Fact]
    public void A_payload_may_have_blanks_around_its_object()
    {
        var request = WithEvents(new NewEvent("a", Encoding.UTF8.GetBytes(" \r\n{} \t")));
        AppendRules.CheckedCopy(request).Streams[0].Events[0].Payload.Length.ShouldBe(7);
    }

    private static AppendRequest WithEvents(params NewEvent[] events) => s_good with { Streams = [new("bed-1", 0, [.. events])] };
}
