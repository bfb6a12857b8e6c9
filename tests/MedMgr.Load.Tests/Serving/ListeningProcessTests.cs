using System.Net;
using System.Net.Sockets;
using MedMgr.Load.Serving;

namespace MedMgr.Load.Tests.Serving;

public sealed class ListeningProcessTests
{
    [Fact]
    public void The_listening_socket_of_the_port_is_found_and_no_connection_to_it() => ListeningProcess.Sockets(
        [
            "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode",
            "   0: 0100007F:13D8 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 111 1",
            "   1: 0100007F:13D8 0100007F:9000 01 00000000:00000000 00:00000000 00000000  1000        0 222 1",
            "   2: 0100007F:13D9 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 333 1",
        ], 5080).ShouldBe(["socket:[111]"]);

    [Fact]
    public async Task A_port_of_this_process_leads_to_this_process()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        var (process, why) = await ListeningProcess.Of(new Uri($"http://127.0.0.1:{port}"), TestContext.Current.CancellationToken);
        why.ShouldBeNull();
        process.ShouldNotBeNull().Id.ShouldBe(Environment.ProcessId);
        process.Dispose();
    }
}
