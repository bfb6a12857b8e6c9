using System.Collections.Immutable;
using System.CommandLine;
using MedMgr.Ops.Domain;

namespace MedMgr.Ops.Commands;

/// <summary>Which hospitals a server changes where several share one log in PostgreSQL.</summary>
internal static class OwnershipOptions
{
    private const string None = "none";

    private static readonly Option<string?> Owns = OwnsOption();
    private static readonly Option<string[]> Peer = PeerOption();

    public static void AddTo(Command command)
    {
        command.Options.Add(Owns);
        command.Options.Add(Peer);
        command.Validators.Add(result =>
        {
            if (result.GetResult(Owns) is null && result.GetResult(Peer) is { Tokens.Count: > 0 })
            {
                result.AddError("--peer names the owners of other hospitals, so say with --owns which are this server's.");
            }
        });
    }

    /// <summary>Null: all.</summary>
    public static ImmutableArray<HospitalId>? Ours(ParseResult parsed) => parsed.GetValue(Owns) switch
    {
        null => null,
        None => [],
        var ids => [.. ids.Split(',').Select(HospitalId.Of)],
    };

    public static ImmutableArray<KeyValuePair<HospitalId, Uri>> Peers(ParseResult parsed) =>
        [.. (parsed.GetValue(Peer) ?? []).Select(p => Split(p)!.Value)];

    private static Option<string?> OwnsOption()
    {
        var option = new Option<string?>("--owns")
        {
            Description = "Ids of the hospitals that this server changes, divided by commas, or 'none'; it shows all others of the log. All if left out.",
        };
        option.Validators.Add(result =>
        {
            foreach (var id in result.Tokens is [{ Value: var text }] && text != None ? text.Split(',') : [])
            {
                if (IdRules.WhatIsWrongWith(id) is { } wrong)
                {
                    result.AddError($"--owns: '{id}' is no hospital's id: it {wrong}.");
                }
            }
        });
        return option;
    }

    private static Option<string[]> PeerOption()
    {
        var option = new Option<string[]>("--peer")
        {
            Description = "HOSPITAL=URL: the server that owns another hospital, told to whoever asks this one. May be repeated.",
            AllowMultipleArgumentsPerToken = true,
        };
        option.Validators.Add(result =>
        {
            foreach (var token in result.Tokens.Where(t => Split(t.Value) is null))
            {
                result.AddError($"--peer {token.Value} is not HOSPITAL=URL, for example hill=http://server-b:5080.");
            }

            foreach (var twice in result.Tokens.Select(t => Split(t.Value)).OfType<KeyValuePair<HospitalId, Uri>>().CountBy(p => p.Key).Where(p => p.Value > 1))
            {
                result.AddError($"--peer names {twice.Key} more than once: a hospital has one owner.");
            }
        });
        return option;
    }

    private static KeyValuePair<HospitalId, Uri>? Split(string text) =>
        text.Split('=', 2) is [var id, var url] && IdRules.WhatIsWrongWith(id) is null
        && Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
            ? KeyValuePair.Create(HospitalId.Of(id), address)
            : null;
}
