using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using MedMgr.Ops.Api.Bodies;
using MedMgr.Ops.Api.Commands;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Log;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;

namespace MedMgr.Ops.Api.Description;

/// <summary>The OpenAPI document at /openapi/v1.json.</summary>
internal static class ApiDocument
{
    private static readonly IReadOnlyDictionary<string, string> PathParameters = new Dictionary<string, string>
    {
        ["hospital"] = "Id of the hospital.",
        ["encounter"] = "Id of the visit (HL7 PV1-19).",
        ["bed"] = "Id of the bed, unique in its hospital.",
        ["unit"] = "Id of the unit.",
        ["staff"] = "Id of the member of staff.",
        ["nurse"] = "Id of an agency's nurse, as the agency gives it.",
        ["alert"] = "Id of the alert.",
        ["discrepancy"] = "Id of the discrepancy.",
        ["plan"] = "Id of the plan.",
        ["scenario"] = "Id of the scenario.",
        ["run"] = "Id of the run.",
        ["draft"] = "Id of the draft.",
        ["message"] = "Id of the message in quarantine.",
    };

    public static void AddDocument(this IServiceCollection services)
    {
        // The document is made with the options of the HTTP layer: they must name and write everything as the answers do.
        services.Configure<JsonOptions>(json => TakeOver(json.SerializerOptions));
        services.AddOpenApi("v1", options =>
        {
            options.ShouldInclude = route => route.RelativePath?.StartsWith("api/", StringComparison.Ordinal) ?? false;
            options.AddDocumentTransformer((document, _, _) =>
            {
                document.Info = new OpenApiInfo
                {
                    Title = "MedMgr.Ops",
                    Version = "1",
                    Description = "Beds, units, staff and visits of a hospital, live. Every command is durable when it is answered, and the board shows it then.",
                };
                return Task.CompletedTask;
            });
            options.AddOperationTransformer((operation, context, _) => Complete(operation, context));
            options.AddSchemaTransformer((schema, context, _) => Describe(schema, context));
        });
    }

    private static void TakeOver(JsonSerializerOptions options)
    {
        options.DefaultIgnoreCondition = DomainJson.Options.DefaultIgnoreCondition;
        options.RespectNullableAnnotations = DomainJson.Options.RespectNullableAnnotations;
        options.Encoder = DomainJson.Options.Encoder;
        options.NumberHandling = JsonNumberHandling.Strict;
        foreach (var converter in DomainJson.Options.Converters)
        {
            options.Converters.Add(converter);
        }
    }

    private static Task Complete(OpenApiOperation operation, OpenApiOperationTransformerContext context)
    {
        operation.Parameters ??= [];
        foreach (var (name, says) in PathParameters.Where(p => context.Description.RelativePath!.Contains($"{{{p.Key}}}", StringComparison.Ordinal)))
        {
            operation.Parameters.Add(new OpenApiParameter { Name = name, In = ParameterLocation.Path, Required = true, Description = says, Schema = Id() });
        }

        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        if (metadata.OfType<CommandRoute>().Any())
        {
            operation.Parameters.Add(Header(CommandContext.ActorHeader, $"Who gives the command; \"{CommandContext.Anonymous}\" if left out. Beyond ASCII: UTF-8'' and percent-encoded bytes (RFC 8187)."));
            operation.Parameters.Add(Header(
                CommandContext.KeyHeader,
                "Names this command: sent again under the same key it is not done again, and the answer has the header "
                + $"{CommandContext.ReplayedHeader}: true. For one key, one command."));
        }

        if (metadata.OfType<BodyExample>().FirstOrDefault() is { } example && operation.RequestBody?.Content?["application/json"] is OpenApiMediaType body)
        {
            body.Example = example.Parse();
        }

        return Task.CompletedTask;
    }

    private static Task Describe(OpenApiSchema schema, OpenApiSchemaTransformerContext context)
    {
        var type = Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) ?? context.JsonTypeInfo.Type;
        if (IsId(type))
        {
            (schema.Type, schema.MinLength, schema.MaxLength) = (JsonSchemaType.String, 1, IdRules.LengthMax);
        }
        else if (type == typeof(EncounterChoice))
        {
            schema.AnyOf =
            [
                new OpenApiSchema { Type = JsonSchemaType.String, Enum = [JsonValue.Create(EncounterChoice.All)] },
                new OpenApiSchema { Type = JsonSchemaType.Array, Items = Id() },
            ];
        }
        else if (schema.Type?.HasFlag(JsonSchemaType.Array) == true && schema.Items is null && type.GenericTypeArguments is [var element] && IsId(element))
        {
            schema.Items = Id();
        }

        // What is null is left out of answers, so nobody may rely on finding it there.
        foreach (var property in context.JsonTypeInfo.Properties.Where(p => p.IsGetNullable))
        {
            schema.Required?.Remove(property.Name);
        }

        return Task.CompletedTask;
    }

    private static bool IsId(Type type) => type.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IId<>));

    private static OpenApiParameter Header(string name, string says) =>
        new() { Name = name, In = ParameterLocation.Header, Description = says, Schema = Id() };

    private static OpenApiSchema Id() => new() { Type = JsonSchemaType.String, MinLength = 1, MaxLength = IdRules.LengthMax };
}
