using System.Globalization;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Definition;
using MedMgr.Ops.WallBoard.Rendering;
using Microsoft.AspNetCore.Http;

namespace MedMgr.Ops.WallBoard;

/// <summary>What the address of a wall asks for beyond the page.</summary>
/// <param name="Theme">"light" or "dark"; null: by the time of day.</param>
/// <param name="Pin">The unit to show large on the overview.</param>
/// <param name="TurnSeconds">How long a rotating wall stays on a page; null for one that does not rotate.</param>
internal sealed record WallQuery(string? Theme, UnitId? Pin, int? TurnSeconds)
{
    private const int TurnSecondsMin = 5;
    private const int TurnSecondsMax = 3600;

    /// <returns>Null with what is wrong and how to mend it.</returns>
    public static WallQuery? Read(IQueryCollection query, WallDefinition wall, out string wrong)
    {
        wrong = "";
        var theme = query.TryGetValue("theme", out var asked) ? asked.ToString() : null;
        if (theme is not (null or Daylight.Light or Daylight.Dark))
        {
            wrong = $"theme is \"{theme}\": write theme=light or theme=dark, or leave it out for light by day and dark by night.";
            return null;
        }

        UnitId? pin = null;
        if (query.TryGetValue("pin", out var pinned))
        {
            if (IdRules.WhatIsWrongWith(pinned.ToString()) is { } fault)
            {
                wrong = $"pin {fault}: write the id of a unit, as in pin=ICU.";
                return null;
            }

            pin = UnitId.Of(pinned.ToString());
        }

        int? seconds = null;
        if (query.TryGetValue("rotate", out var rotate))
        {
            seconds = rotate.ToString() is { Length: > 0 } text ? Number(text) : wall.RotateSeconds;
            if (seconds is null)
            {
                wrong = $"rotate is \"{rotate}\": write a number of seconds from {TurnSecondsMin} to {TurnSecondsMax}, or rotate alone for the {wall.RotateSeconds} s of the hospital.";
                return null;
            }
        }

        return new WallQuery(theme, pin, seconds);
    }

    private static int? Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds is >= TurnSecondsMin and <= TurnSecondsMax ? seconds : null;
}
