using System.Collections.Immutable;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Encounters;
using MedMgr.Ops.Domain.Placement;
using MedMgr.Ops.WallBoard.Rendering;

namespace MedMgr.Ops.Consoles.Rendering;

/// <summary>The ward's words for what only a console shows.</summary>
public static class ConsoleWords
{
    /// <summary>"droplet precautions, influenza-a".</summary>
    public static string Of(Isolation isolation)
    {
        ArgumentNullException.ThrowIfNull(isolation);
        return $"{Words.Of(isolation.Precautions)} precautions{(isolation.Organism is { } organism ? $", {organism}" : "")}";
    }

    /// <summary>"female, 64 years"; nothing of what is not known.</summary>
    public static string Person(BedNeeds needs)
    {
        ArgumentNullException.ThrowIfNull(needs);
        return string.Join(", ", new[] { Of(needs.Gender), needs.AgeYears is { } age ? Words.Count(age, "year", "years") : null }.Where(w => w is not null));
    }

    /// <summary>Null where nobody said.</summary>
    public static string? Of(Gender gender) => gender switch
    {
        Gender.Female => "female",
        Gender.Male => "male",
        Gender.Other => "other gender",
        _ => null,
    };

    /// <summary>A sign beside the word; null for what has none.</summary>
    public static string? Sign(Gender gender) => gender switch
    {
        Gender.Female => "♀",
        Gender.Male => "♂",
        _ => null,
    };

    /// <summary>Steps on the ladder of adult care, 1 to 4; null for levels beside it.</summary>
    public static int? Rung(LevelOfCare level) => level <= LevelOfCare.Critical ? (int)level + 1 : null;

    /// <summary>All that a bed must offer, in one sentence for a screen reader.</summary>
    public static string Needs(BedNeeds needs)
    {
        ArgumentNullException.ThrowIfNull(needs);
        var words = ImmutableArray.CreateBuilder<string>();
        if (needs.LevelOfCare is { } level)
        {
            words.Add(Words.Of(level));
        }

        if (needs.Isolation is { } isolation)
        {
            words.Add(Of(isolation));
        }

        words.AddRange(needs.Capabilities.Select(Capability));
        return words.Count == 0 ? "no particular needs" : "needs " + string.Join(", ", words);
    }

    /// <summary>"negative-pressure" as it is spoken.</summary>
    public static string Capability(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name.Replace('-', ' ');
    }

    public static string Acuity(int acuity) => acuity switch
    {
        1 => "acuity 1, most urgent",
        5 => "acuity 5, least urgent",
        _ => $"acuity {acuity}",
    };

    /// <summary>Where the patient is: bed or unit, or that the patient is still expected.</summary>
    public static string From(Place? place, bool isHere) => place is not null ? place.ToString() : isHere ? "in no known place" : "not here yet";
}
