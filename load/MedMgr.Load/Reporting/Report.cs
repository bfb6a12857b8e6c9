using System.Globalization;
using System.Text;
using System.Text.Json;

namespace MedMgr.Load.Reporting;

/// <summary>What must hold for a figure.</summary>
internal enum Bound { AtLeast, AtMost }

/// <param name="Limit">Null: only reported.</param>
internal sealed record Figure(string Name, double Value, string Unit, Bound Bound = Bound.AtLeast, double? Limit = null)
{
    public bool? Met => Limit is not { } limit ? null : Bound == Bound.AtLeast ? Value >= limit : Value <= limit;
}

/// <summary>The figures of one run with the state of the machine around it: on a busy machine they are read as ratios to the reference.</summary>
internal sealed class Report
{
    private readonly string _command;
    private readonly MachineUse _before = MachineUse.Now();
    private readonly List<Figure> _figures = [];
    private MachineUse _after = MachineUse.Now();

    public Report(string command) => _command = command;

    /// <summary>Every figure that has a limit is within it.</summary>
    public bool Passed => _figures.All(f => f.Met != false);

    public void Add(string name, double value, string unit) => _figures.Add(new Figure(name, value, unit));

    public void AtLeast(string name, double value, string unit, double limit) => _figures.Add(new Figure(name, value, unit, Bound.AtLeast, limit));

    public void AtMost(string name, double value, string unit, double limit) => _figures.Add(new Figure(name, value, unit, Bound.AtMost, limit));

    public void Close() => _after = MachineUse.Now();

    public string ToTable()
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"{_command}: {Environment.ProcessorCount} cores, load average {_before.LoadAverage} before, {_after.LoadAverage} after");
        var width = _figures.Max(f => f.Name.Length);
        foreach (var figure in _figures)
        {
            var bound = figure.Limit is { } limit ? $"  {(figure.Bound == Bound.AtLeast ? ">=" : "<=")} {Number(limit)}  {(figure.Met == true ? "met" : "MISSED")}" : "";
            text.AppendLine(CultureInfo.InvariantCulture, $"  {figure.Name.PadRight(width)}  {Number(figure.Value),12} {figure.Unit,-11}{bound}");
        }

        return text.Append(Passed ? "All thresholds met." : "A threshold was missed.").ToString();
    }

    public string ToJson()
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            json.WriteString("command", _command);
            json.WriteBoolean("passed", Passed);
            json.WriteNumber("cores", Environment.ProcessorCount);
            json.WriteString("loadAverageBefore", _before.LoadAverage);
            json.WriteString("loadAverageAfter", _after.LoadAverage);
            json.WriteStartArray("figures");
            foreach (var figure in _figures)
            {
                Write(json, figure);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.ToArray());
    }

    private static void Write(Utf8JsonWriter json, Figure figure)
    {
        json.WriteStartObject();
        json.WriteString("name", figure.Name);
        json.WriteNumber("value", Math.Round(figure.Value, 3));
        json.WriteString("unit", figure.Unit);
        if (figure.Limit is { } limit)
        {
            json.WriteString("bound", figure.Bound == Bound.AtLeast ? "at least" : "at most");
            json.WriteNumber("limit", limit);
            json.WriteBoolean("met", figure.Met == true);
        }

        json.WriteEndObject();
    }

    private static string Number(double value) => value.ToString(Math.Abs(value) >= 100 || value == Math.Floor(value) ? "#,0" : "0.00", CultureInfo.InvariantCulture);
}
