using System.Collections.Immutable;
using System.Globalization;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Drills.Http;
using MedMgr.Sim.Hospital.Drills;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace MedMgr.Ops.Drills;

/// <summary>Injects and objectives planned beforehand: the master scenario events list of an exercise.</summary>
internal sealed record DrillScript(ImmutableArray<TimedInject> Injects, ImmutableArray<Objective> Objectives)
{
    public static readonly DrillScript None = new([], []);

    private const string By = "script";

    /// <returns>The script, or everything that is wrong with the file, with its line.</returns>
    public static (DrillScript? Script, ImmutableArray<string> Faults) Load(string file, DrillPlan plan)
    {
        try
        {
            using var reader = File.OpenText(file);
            var yaml = new YamlStream();
            yaml.Load(reader);
            return yaml.Documents is [{ RootNode: YamlMappingNode root }] ? new Reading(file, plan).Script(root) : (null, [$"{file}: is no map with 'injects' and 'objectives'."]);
        }
        catch (YamlException e)
        {
            return (null, [$"{file}, line {e.Start.Line}: {e.Message}"]);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return (null, [$"{file}: {e.Message}"]);
        }
    }

    private sealed class Reading(string file, DrillPlan plan)
    {
        private readonly ImmutableArray<string>.Builder _faults = ImmutableArray.CreateBuilder<string>();

        public (DrillScript? Script, ImmutableArray<string> Faults) Script(YamlMappingNode root)
        {
            Known(root, "injects", "objectives");
            var injects = List(root, "injects").Select(Inject).OfType<TimedInject>().ToImmutableArray();
            var objectives = List(root, "objectives").Select(Objective).OfType<Objective>().ToImmutableArray();
            return _faults.Count == 0 ? (new DrillScript(injects, objectives), []) : (null, _faults.ToImmutable());
        }

        private TimedInject? Inject(YamlMappingNode node)
        {
            Known(node, "at", "kind", "unit", "nurses", "hours", "minutes", "reason", "patients", "withinMinutes", "capability", "beds");
            var after = After(node);
            var unit = Text(node, "unit") is { } id && UnitIn(id, node) is { } found ? found : (UnitId?)null;
            var body = new InjectBody(
                Text(node, "kind") ?? "", unit, Whole(node, "nurses"), Number(node, "hours"), Number(node, "minutes"), Text(node, "reason"), Whole(node, "patients"),
                Number(node, "withinMinutes"), Text(node, "capability"), Whole(node, "beds"));
            var (inject, wrong) = RequestedInject.Read(body, plan);
            foreach (var (field, says) in wrong.SelectMany(w => w.Value.Select(says => (w.Key, says))))
            {
                Fault(Find(node, field) ?? node, $"{field} {says}.");
            }

            return inject is not null && after is { } at ? new TimedInject(plan.Begins + at, inject, By) : null;
        }

        private Objective? Objective(YamlMappingNode node)
        {
            Known(node, "id", "title", "capability", "measure", "atMost", "timesControl", "assignedTo");
            var (most, times) = (Number(node, "atMost"), Number(node, "timesControl"));
            if (most is null && times is null)
            {
                Fault(node, "an objective needs atMost, timesControl or both.");
            }

            return Required(node, "id") is { } id && Required(node, "title") is { } title && Required(node, "capability") is { } capability && Required(node, "measure") is { } measure
                ? new Objective(id, title, capability, measure, most, times, Text(node, "assignedTo"))
                : null;
        }

        /// <summary>"2:30", hours and minutes after the beginning.</summary>
        private TimeSpan? After(YamlMappingNode node)
        {
            var text = Required(node, "at");
            if (text?.Split(':') is [var h, var m] && int.TryParse(h, NumberStyles.None, CultureInfo.InvariantCulture, out var hours)
                && int.TryParse(m, NumberStyles.None, CultureInfo.InvariantCulture, out var minutes) && minutes < 60)
            {
                var after = new TimeSpan(hours, minutes, 0);
                if (after.TotalHours < plan.Hours)
                {
                    return after;
                }

                Fault(Find(node, "at")!, $"{text} lies after the drill, which is {plan.Hours} h long.");
            }
            else if (text is not null)
            {
                Fault(Find(node, "at")!, $"'{text}' is no time after the beginning such as \"2:30\" (quoted).");
            }

            return null;
        }

        private UnitId? UnitIn(string id, YamlMappingNode node)
        {
            if (IdRules.WhatIsWrongWith(id) is { } wrong)
            {
                Fault(Find(node, "unit")!, $"unit {wrong}.");
                return null;
            }

            return UnitId.Of(id);
        }

        private IEnumerable<YamlMappingNode> List(YamlMappingNode root, string key)
        {
            if (Find(root, key) is not { } node)
            {
                return [];
            }

            if (node is YamlSequenceNode list && list.Children.All(c => c is YamlMappingNode))
            {
                return list.Children.Cast<YamlMappingNode>();
            }

            Fault(node, $"{key} is no list of maps.");
            return [];
        }

        private void Known(YamlMappingNode node, params string[] keys)
        {
            foreach (var key in node.Children.Keys.Where(k => !keys.Contains(((YamlScalarNode)k).Value)))
            {
                Fault(key, $"'{key}' is not known here; there may be {string.Join(", ", keys)}.");
            }
        }

        private string? Required(YamlMappingNode node, string key)
        {
            if (Text(node, key) is { Length: > 0 } text)
            {
                return text;
            }

            Fault(node, $"{key} is missing.");
            return null;
        }

        private static string? Text(YamlMappingNode node, string key) => (Find(node, key) as YamlScalarNode)?.Value;

        private int? Whole(YamlMappingNode node, string key) => Number(node, key) is { } number ? (int)Math.Round(number) : null;

        private double? Number(YamlMappingNode node, string key)
        {
            if (Text(node, key) is not { } text)
            {
                return null;
            }

            if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number))
            {
                return number;
            }

            Fault(Find(node, key)!, $"{key} '{text}' is no number.");
            return null;
        }

        private static YamlNode? Find(YamlMappingNode node, string key) => node.Children.FirstOrDefault(c => c.Key is YamlScalarNode { Value: var name } && name == key).Value;

        private void Fault(YamlNode at, string what) => _faults.Add($"{file}, line {at.Start.Line}: {what}");
    }
}
