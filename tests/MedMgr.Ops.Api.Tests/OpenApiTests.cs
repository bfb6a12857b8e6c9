using System.Text.Json;
using MedMgr.Ops.Api.Tests.Hosting;
using Microsoft.OpenApi;
using Microsoft.OpenApi.Reader;

namespace MedMgr.Ops.Api.Tests;

public sealed class OpenApiTests(ApiServer server)
{
    private const string Hospital = "/api/hospitals/{hospital}";

    [Fact]
    public async Task The_document_is_sound_OpenAPI_3()
    {
        var api = await server.SharedAsync();
        var text = (await api.Get("/openapi/v1.json")).Text;

        var read = OpenApiDocument.Parse(text, "json");

        read.Diagnostic!.Errors.ShouldBeEmpty();
        read.Diagnostic.SpecificationVersion.ShouldBeOneOf(OpenApiSpecVersion.OpenApi3_0, OpenApiSpecVersion.OpenApi3_1);
        JsonElement.Parse(text).GetProperty("openapi").GetString()!.ShouldStartWith("3.");
    }

    [Fact]
    public async Task The_document_has_every_command_and_query_and_nothing_else()
    {
        var api = await server.SharedAsync();

        var operations = (await OperationsAsync(api)).Select(o => $"{o.Method} {o.Path}");

        operations.Order().ShouldBe(
            new[]
            {
                "GET /api/hospitals", $"GET {Hospital}/board", $"GET {Hospital}/quarantine", $"GET {Hospital}/discrepancies", $"GET {Hospital}/alerts", $"GET {Hospital}/journal", $"GET {Hospital}/staff/on-duty",
                $"GET {Hospital}/encounters/{{encounter}}", $"GET {Hospital}/beds/{{bed}}", $"GET {Hospital}/units/{{unit}}", $"GET {Hospital}/staff/{{staff}}",
                $"POST {Hospital}/surge-level", $"POST {Hospital}/swap", $"POST {Hospital}/discrepancies/{{discrepancy}}/resolve", $"POST {Hospital}/alerts/{{alert}}/owner",
                $"POST {Hospital}/quarantine/{{message}}/replay", $"POST {Hospital}/quarantine/{{message}}/discard",
            }
            .Concat(Commands("encounters/{encounter}", "request", "cancel-request", "assign", "unassign", "transit", "arrive", "transfer", "needs",
                "discharge-expected", "discharge-ordered", "cancel-discharge-order", "raise-barrier", "clear-barrier", "depart"))
            .Concat(Commands("beds/{bed}", "block", "unblock", "close", "open", "clean-start", "clean-finish", "clean-interrupt", "clean-next", "clean-in-turn", "mark-dirty", "contaminate", "precautions"))
            .Concat(Commands("units/{unit}", "close", "open", "surge-open", "surge-close"))
            .Concat(Commands("units/{unit}/agency/{nurse}", "on", "off"))
            .Concat(Commands("staff/{staff}", "on", "off", "float"))
            .Order());
    }

    [Fact]
    public async Task Every_operation_has_a_name_a_summary_its_path_parameters_its_errors_and_an_answer()
    {
        var api = await server.SharedAsync();

        foreach (var (method, path, operation) in await OperationsAsync(api))
        {
            var at = $"{method} {path}";
            operation.GetProperty("summary").GetString().ShouldNotBeNullOrWhiteSpace(at);
            operation.GetProperty("operationId").GetString().ShouldNotBeNullOrWhiteSpace(at);
            var parameters = operation.TryGetProperty("parameters", out var some) ? some.EnumerateArray().ToList() : [];
            parameters.Where(p => p.GetProperty("in").GetString() == "path").Select(p => $"{{{p.GetProperty("name").GetString()}}}").Order()
                .ShouldBe(path.Split('/').Where(s => s.StartsWith('{')).Order(), at);
            var responses = operation.GetProperty("responses");
            responses.GetProperty("200").GetProperty("content").GetProperty("application/json").TryGetProperty("schema", out _).ShouldBeTrue(at);
            string[] errors = method == "POST" ? ["400", "404", "409", "413", "415", "503"] : ["400", "404", "503"];
            foreach (var status in errors)
            {
                responses.GetProperty(status).GetProperty("content").GetProperty("application/problem+json").GetProperty("schema").GetProperty("$ref").GetString()
                    .ShouldBe("#/components/schemas/ApiProblem", at);
            }

            operation.TryGetProperty("requestBody", out _).ShouldBe(method == "POST", at);
            parameters.Count(p => p.GetProperty("in").GetString() == "header").ShouldBe(method == "POST" ? 2 : 0, at);
        }
    }

    [Fact]
    public async Task Ids_and_vocabulary_are_written_as_text()
    {
        var api = await server.SharedAsync();
        var schemas = (await api.Get("/openapi/v1.json")).Json.GetProperty("components").GetProperty("schemas");

        schemas.GetProperty("BedId").GetProperty("type").GetString().ShouldBe("string");
        schemas.GetProperty("BedId").GetProperty("maxLength").GetInt32().ShouldBe(64);
        schemas.GetProperty("BedStatus").GetProperty("enum").EnumerateArray().Select(v => v.GetString())
            .ShouldBe(["ready", "reserved", "occupied", "dirty", "cleaning", "blocked", "closed", "contaminated"]);
        schemas.GetProperty("LevelOfCare").GetProperty("enum")[0].GetString().ShouldBe("general");
        schemas.GetProperty("BlockBody").GetProperty("required").EnumerateArray().Select(v => v.GetString()).ShouldBe(["reason"]);
    }

    [Fact]
    public async Task The_document_promises_only_what_answers_always_hold()
    {
        var api = await server.SharedAsync();
        var schemas = (await api.Get("/openapi/v1.json")).Json.GetProperty("components").GetProperty("schemas");
        var bed = schemas.GetProperty("BedView");

        bed.GetProperty("required").EnumerateArray().Select(v => v.GetString()).ShouldBe(["id", "room", "status", "surge", "hallway", "dischargeOrdered"]);
        bed.GetProperty("properties").GetProperty("encounters").GetProperty("items").GetProperty("type").GetString().ShouldBe("string");
        schemas.GetProperty("SurgeBedsBody").GetProperty("properties").GetProperty("beds").GetProperty("items").ValueKind.ShouldBe(JsonValueKind.Object);
        schemas.GetProperty("Figures").GetProperty("properties").GetProperty("openBeds").GetProperty("type").GetString().ShouldBe("integer");
    }

    private static IEnumerable<string> Commands(string of, params string[] names) => names.Select(n => $"POST {Hospital}/{of}/{n}");

    private static async Task<List<(string Method, string Path, JsonElement Operation)>> OperationsAsync(TestApi api) =>
        [.. (await api.Get("/openapi/v1.json")).Json.GetProperty("paths").EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject().Select(o => (o.Name.ToUpperInvariant(), path.Name, o.Value)))];
}
