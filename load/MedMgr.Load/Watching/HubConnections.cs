using System.Net;
using MedMgr.Ops.WallBoard.Tests.Support;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;

namespace MedMgr.Load.Watching;

/// <summary>Connections to the server's hubs: each on a web socket of its own, as a display has it.</summary>
internal static class HubConnections
{
    public static async Task<HubConnection> Start(Uri server, string hub, CancellationToken cancellationToken)
    {
        var builder = new HubConnectionBuilder();
        builder.Services.AddSingleton<IConnectionFactory>(new WebSocketConnectionFactory());
        builder.Services.AddSingleton<EndPoint>(new UriEndPoint(new Uri(server, hub)));
        var connection = builder.Build();
        await connection.StartAsync(cancellationToken);
        return connection;
    }
}
