using System.Text;
using System.Text.Json;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Board;
using MedMgr.Ops.Forecasting;
using MedMgr.Ops.Grains.Hospitals;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace MedMgr.Ops.Placement.Tests;

/// <summary>Whatever goes wrong on whatever route of the whole API: the caller is told what, in words, as a problem document.</summary>
public sealed class FailingCallsTests(PlacementServer server)
{
    [Fact]
    public async Task On_every_route_a_fault_that_nobody_foresaw_is_told_as_a_problem()
    {
        var routes = Routes();
        routes.Length.ShouldBeGreaterThan(80);

        foreach (var route in routes)
        {
            using var nothing = new MemoryStream("{}"u8.ToArray());
            var http = Call(route, new Broken(server.Services), nothing);

            await route.RequestDelegate!(http);

            ShouldBeProblem(route.DisplayName!, http.Response.StatusCode, http.Response.ContentType, TextOf(http));
        }
    }

    [Fact]
    public async Task A_simulation_that_fails_is_told_to_who_asked_for_the_forecast()
    {
        using var desk = new ForecastDesk(new BrokenReader(), TimeProvider.System, server.Services.GetRequiredService<IHostApplicationLifetime>());
        var route = Routes().Single(r => r.Metadata.GetMetadata<IEndpointNameMetadata>()?.EndpointName == "getForecast");
        var http = Call(route, new Instead<ForecastDesk>(server.Services, desk), Stream.Null);
        http.Request.RouteValues["hospital"] = (await server.OpenAsync()).Id.Value;

        await route.RequestDelegate!(http);

        http.Response.StatusCode.ShouldBe(500);
        http.Response.ContentType.ShouldBe("application/problem+json");
        var problem = JsonElement.Parse(TextOf(http));
        problem.GetProperty("code").GetString().ShouldBe("internal");
        problem.GetProperty("detail").GetString()!.ShouldContain("Ask again in a moment");
        TextOf(http).ShouldNotContain("as a bug would have it");
    }

    [Theory]
    [InlineData("nowhere", """{ "no such field": 1 }""", "application/json")]
    [InlineData("a%20", """{ "cut off""", "application/json")]
    [InlineData("nowhere", "no=json", "application/x-www-form-urlencoded")]
    public async Task A_call_that_no_route_can_carry_out_is_refused_in_words(string name, string body, string type)
    {
        foreach (var route in Routes())
        {
            var path = route.RoutePattern.Parameters.Aggregate(route.RoutePattern.RawText!, (p, x) => p.Replace($"{{{x.Name}}}", name, StringComparison.Ordinal));
            foreach (var method in route.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods.Where(m => m != "GET" || route.RoutePattern.Parameters.Count > 0))
            {
                var (status, answered, text) = await server.Send(new HttpMethod(method), path, method == "GET" ? null : new StringContent(body, Encoding.UTF8, type));

                ShouldBeProblem($"{method} {path}", status, answered, text);
            }
        }
    }

    [Theory]
    [InlineData("PATCH", "/api/hospitals", 405)]
    [InlineData("GET", "/api/hospital", 404)]
    [InlineData("GET", "/api/hospitals/%2e%2e/board", 404)]
    public async Task What_routing_refuses_is_refused_in_words(string method, string path, int status)
    {
        var answer = await server.Send(new HttpMethod(method), path, null);

        answer.Status.ShouldBe(status);
        ShouldBeProblem($"{method} {path}", answer.Status, answer.Type, answer.Text);
    }

    private static void ShouldBeProblem(string call, int status, string? type, string text)
    {
        status.ShouldBeGreaterThanOrEqualTo(400, $"{call}: {text}");
        type.ShouldBe("application/problem+json", $"{call}: {status} {text}");
        var problem = JsonElement.Parse(text);
        problem.GetProperty("status").GetInt32().ShouldBe(status, call);
        problem.GetProperty("title").GetString().ShouldNotBeNullOrEmpty(call);
        problem.GetProperty("code").GetString().ShouldNotBeNullOrEmpty(call);
        problem.GetProperty("detail").GetString()!.ShouldMatch("^[A-Z“'/a-z].{15,}[.?]$", $"{call}: a sentence");
    }

    private RouteEndpoint[] Routes() =>
    [
        .. server.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.RoutePattern.RawText!.StartsWith("/api/", StringComparison.Ordinal)),
    ];

    private static DefaultHttpContext Call(RouteEndpoint route, IServiceProvider services, Stream body)
    {
        var http = new DefaultHttpContext { RequestServices = services };
        http.Request.Method = route.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods[0];
        http.Request.ContentType = "application/json";
        http.Request.Body = body;
        http.Features.Set<IHttpRequestBodyDetectionFeature>(new HasBody());
        http.Response.Body = new MemoryStream();
        foreach (var parameter in route.RoutePattern.Parameters)
        {
            http.Request.RouteValues[parameter.Name] = "x";
        }

        return http;
    }

    private static string TextOf(HttpContext http) => Encoding.UTF8.GetString(((MemoryStream)http.Response.Body).ToArray());

    private sealed class HasBody : IHttpRequestBodyDetectionFeature
    {
        public bool CanHaveBody => true;
    }

    /// <summary>The server's services, none of which a handler can have.</summary>
    private sealed class Broken(IServiceProvider whole) : IServiceProvider
    {
        public object? GetService(Type serviceType) => serviceType.Namespace == "MedMgr.Ops.Api.Problems"
            ? whole.GetService(serviceType)
            : throw new KeyNotFoundException("as a bug would have it");
    }

    private sealed class Instead<T>(IServiceProvider whole, T other) : IServiceProvider
    {
        public object? GetService(Type serviceType) => serviceType == typeof(T) ? other : whole.GetService(serviceType);
    }

    private sealed class BrokenReader : IBoardReader
    {
        public ValueTask<T> ReadAsync<T>(HospitalId hospital, Func<HospitalBoard, T> read) => throw new KeyNotFoundException("as a bug would have it");
    }
}
