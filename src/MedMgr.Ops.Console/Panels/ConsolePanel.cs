using System.Collections.Immutable;
using MedMgr.Ops.Consoles.Pictures;
using Microsoft.AspNetCore.Components;

namespace MedMgr.Ops.Consoles.Panels;

/// <summary>Where a panel stands on the page.</summary>
public enum PanelPlace
{
    /// <summary>Always in sight: who waits.</summary>
    Queue,

    /// <summary>Always in sight: the beds.</summary>
    Beds,

    /// <summary>One of the tabs at the side.</summary>
    Side,
}

/// <summary>How much a tab calls for attention.</summary>
public enum PanelTone
{
    Quiet,
    Watch,
    Alarm,
}

/// <param name="Count">What the tab counts; null for a tab without a figure.</param>
/// <param name="Says">The figure in words, for screen readers ("3 beds wait for cleaning"); null without a figure.</param>
public sealed record PanelFigure(int? Count, PanelTone Tone = PanelTone.Quiet, string? Says = null);

/// <summary>
/// One panel of the console. Its component is <c>Panels/{Name}Panel.razor</c> with one parameter, <c>[Parameter, EditorRequired] public required ConsolePicture Picture</c>,
/// and one root element, <c>&lt;section id="panel-{name}" aria-labelledby=…&gt;</c>; a panel of <see cref="PanelPlace.Side"/> leaves its heading (an <c>h2</c>) in.
/// </summary>
/// <remarks>
/// The markup depends on the picture alone. It is rendered at each change of the board, once for all who look at the hospital, and sent when it differs. The browser morphs it in:
/// give each row an <c>id</c>, so that focus, open <c>details</c>, ticks and typed text stay where they are. A moment to count from is <c>data-since="ISO"</c>
/// (with <c>data-short</c> for minutes and hours only); the browser ticks its text. What a person does is declared, see <c>Assets/commands.js</c>.
/// </remarks>
/// <param name="Name">Lower case: the id of the element is "panel-" and this.</param>
/// <param name="Title">On the tab.</param>
public sealed record ConsolePanel(string Name, string Title, PanelPlace Place, Type Component, Func<ConsolePicture, PanelFigure> Figure)
{
    public string ElementId => "panel-" + Name;

    public string TabId => "tab-" + Name;

    public static ConsolePanel Of<TComponent>(string name, string title, PanelPlace place, Func<ConsolePicture, PanelFigure>? figure = null) where TComponent : IComponent =>
        new(name, title, place, typeof(TComponent), figure ?? (_ => new PanelFigure(null)));
}

/// <summary>The panels of the console in their order on the page: a new one is a line here.</summary>
public static class ConsolePanels
{
    public static readonly ImmutableArray<ConsolePanel> All =
    [
        ConsolePanel.Of<QueuePanel>("queue", "Queue", PanelPlace.Queue),
        ConsolePanel.Of<BedsPanel>("beds", "Beds", PanelPlace.Beds),
        ConsolePanel.Of<PlanPanel>("plan", "Plan", PanelPlace.Side, PlanPanel.FigureOf),
        ConsolePanel.Of<HousekeepingPanel>("housekeeping", "Cleaning", PanelPlace.Side, HousekeepingPanel.FigureOf),
        ConsolePanel.Of<DischargesPanel>("discharges", "Discharges", PanelPlace.Side, DischargesPanel.FigureOf),
        ConsolePanel.Of<StaffPanel>("staff", "Staff", PanelPlace.Side, StaffPanel.FigureOf),
        ConsolePanel.Of<SurgePanel>("surge", "Surge", PanelPlace.Side, SurgePanel.FigureOf),
        ConsolePanel.Of<TroublePanel>("trouble", "To resolve", PanelPlace.Side, TroublePanel.FigureOf),
        ConsolePanel.Of<JournalPanel>("journal", "Journal", PanelPlace.Side),
    ];
}
