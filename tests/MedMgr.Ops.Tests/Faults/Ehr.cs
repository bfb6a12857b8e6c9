using MedMgr.Ops.Hl7.Mllp;
using MedMgr.Ops.Tests.Support;

namespace MedMgr.Ops.Tests.Faults;

/// <summary>A sender of admissions to the small hospital.</summary>
internal sealed class Ehr : IAsyncDisposable
{
    public static readonly DateTimeOffset Start = new(2026, 1, 5, 8, 0, 0, TimeSpan.Zero);

    private readonly MllpClient _client;

    private Ehr(MllpClient client) => _client = client;

    public static async Task<Ehr> Connect(ServerProcess server, int window = 1) => new(await MllpClient.ConnectAsync(
        "127.0.0.1", server.MllpPort, new MllpClientOptions { Window = window, ReplyTimeout = TimeSpan.FromSeconds(60) }, TimeProvider.System, CancellationToken.None));

    /// <returns>The acknowledgement's code.</returns>
    public async Task<string?> Tell(string trigger, string id, string visit, int bed, DateTimeOffset? at = null) =>
        (await _client.SendAsync(Message(trigger, id, visit, bed, at ?? Start), TestContext.Current.CancellationToken)).Final?.Code;

    public static byte[] Message(string trigger, string id, string visit, int bed, DateTimeOffset at) =>
        Adt.Message(trigger, id, visit, SmallHospital.Place(bed), at, facility: "north");

    /// <summary>Under which the log holds what a message did.</summary>
    public static string CauseOf(string id) => $"hl7:TEST-EHR/RGH:{id}";

    public ValueTask DisposeAsync() => _client.DisposeAsync();
}
