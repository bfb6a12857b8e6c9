using System.Reflection;
using MedMgr.Ops.Api.Problems;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Grains.Contracts;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace MedMgr.Ops.Api.Commands;

/// <summary>On whose behalf a command of this request is given, when, and under which id a repeat of it is known.</summary>
/// <remarks>The one place that decides who the actor is: sign-in and roles belong here and nowhere else.</remarks>
/// <param name="NamesItsKey">The caller gave an idempotency key, so this may be a repeat.</param>
public sealed record CommandContext(Origin Origin, bool NamesItsKey)
{
    /// <summary>A name in ASCII, or any name as <c>UTF-8''</c> and percent-encoded bytes (RFC 8187).</summary>
    public const string ActorHeader = "X-Actor";
    public const string KeyHeader = "Idempotency-Key";

    /// <summary>On answers to a repeat: nothing was done this time.</summary>
    public const string ReplayedHeader = "Idempotency-Replayed";

    public const string Anonymous = Domain.Journal.Who.Anonymous;

    public string Actor => Origin.Actor;

    public DateTimeOffset At => Origin.At;

    /// <exception cref="ProblemException">A header holds what can not be a name or a key.</exception>
    public static ValueTask<CommandContext?> BindAsync(HttpContext http, ParameterInfo parameter)
    {
        ArgumentNullException.ThrowIfNull(http);
        var actor = Header(http, ActorHeader) ?? Anonymous;
        var key = Header(http, KeyHeader);
        var at = http.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow();
        var origin = new Origin(OriginKind.User, actor, $"user:{key ?? Guid.NewGuid().ToString("N")}", at);
        return ValueTask.FromResult<CommandContext?>(new CommandContext(origin, key is not null));
    }

    /// <summary>Who a request is from.</summary>
    /// <returns>Null where the header holds what can not be a name: such a command is refused.</returns>
    public static string? ActorOf(HttpContext http)
    {
        ArgumentNullException.ThrowIfNull(http);
        var (actor, wrong) = Read(http, ActorHeader);
        return wrong is null ? actor ?? Anonymous : null;
    }

    /// <summary>The override of a body, given by the actor unless it names somebody else.</summary>
    internal Override? Overriding(OverrideBody? body) => body is null ? null : new Override(body.Reason, body.By ?? Actor);

    private static string? Header(HttpContext http, string name)
    {
        var (value, wrong) = Read(http, name);
        return wrong is null ? value : throw new ProblemException(ApiProblem.OfField(name, wrong));
    }

    private static (string? Value, string? Wrong) Read(HttpContext http, string name)
    {
        if (!http.Request.Headers.TryGetValue(name, out var values))
        {
            return (null, null);
        }

        if (values.Count != 1)
        {
            return (null, "is given more than once: send it once");
        }

        var value = values[0];
        if (name == ActorHeader && value is not null && ExtendedValue.IsOne(value))
        {
            value = ExtendedValue.Decode(value);
            if (value is null)
            {
                return (null, $"is no percent-encoded UTF-8: after {ExtendedValue.Prefix} write each byte beyond ASCII as %XX (RFC 8187)");
            }
        }

        return (value, IdRules.WhatIsWrongWith(value));
    }
}
