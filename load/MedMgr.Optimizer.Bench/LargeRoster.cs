using System.Globalization;
using System.Text;

namespace MedMgr.Optimizer.Bench;

/// <summary>Writes a shift-scheduling instance in the Curtois format, of any size, from a seed: the features of the large public ones, none of their data.</summary>
/// <remarks>
/// Shifts of 6 to 12 hours around the clock with eleven hours of rest between; three kinds of contract, each person with shifts that are ruled out and others that are
/// limited; leave; requests for about one day in ten; cover near what the contracts can give, so that neither side is easy.
/// </remarks>
internal sealed class LargeRoster(int weeks, int staff, int shifts, int seed)
{
    private const int RestMinutes = 11 * 60;
    private static readonly int[] Lengths = [360, 480, 480, 600, 720];

    private readonly Random random = new(seed);
    private readonly StringBuilder text = new();

    private int Days => weeks * 7;

    public string Write()
    {
        var kinds = Enumerable.Range(0, shifts).Select(i => (Start: i * (24 * 60 / shifts) / 30 * 30, Minutes: Lengths[i % Lengths.Length])).ToArray();
        Section("HORIZON", [Text(Days)]);
        Section("SHIFTS", kinds.Select((kind, i) => $"s{i},{Text(kind.Minutes)},{string.Join('|', Forbidden(kinds, i).Select(next => $"s{next}"))}"));
        Section("STAFF", Enumerable.Range(0, staff).Select(Person));
        Section("DAYS_OFF", Enumerable.Range(0, staff).Select(i => $"P{i},{string.Join(',', Leave())}"));
        Section("SHIFT_ON_REQUESTS", Requests());
        Section("SHIFT_OFF_REQUESTS", Requests());
        Section("COVER", Cover());
        return text.ToString();
    }

    private static IEnumerable<int> Forbidden((int Start, int Minutes)[] kinds, int shift) =>
        Enumerable.Range(0, kinds.Length).Where(next => (24 * 60) + kinds[next].Start - (kinds[shift].Start + kinds[shift].Minutes) < RestMinutes);

    private string Person(int index)
    {
        var weekly = (index % 4) switch { 0 => 1200, 1 => 1800, _ => 2400 };
        var limits = string.Join('|', Enumerable.Range(0, shifts).Select(s => $"s{s}={Text(random.Next(3) == 0 ? 0 : random.Next(4) == 0 ? weeks : Days)}"));
        return $"P{index},{limits},{Text(weekly * weeks)},{Text((weekly * weeks * 9 / 10) - 480)},{Text(random.Next(5, 7))},2,{Text(random.Next(2, 4))},{Text((weeks / 2) + 1)}";
    }

    private IEnumerable<string> Leave()
    {
        var days = new SortedSet<int>();
        for (var i = 0; i < Math.Max(1, weeks / 12); i++)
        {
            var first = random.Next(Days);
            days.UnionWith(Enumerable.Range(first, Math.Min(weeks < 12 ? 2 : 7, Days - first)));
        }

        return days.Select(Text);
    }

    private IEnumerable<string> Requests()
    {
        for (var person = 0; person < staff; person++)
        {
            for (var i = 0; i < Days / 20; i++)
            {
                yield return $"P{person},{Text(random.Next(Days))},s{random.Next(shifts)},{random.Next(1, 4)}";
            }
        }
    }

    private IEnumerable<string> Cover()
    {
        // A person works four days of seven, on average over the contracts.
        var perShift = staff * 4.0 / 7 / shifts;
        for (var day = 0; day < Days; day++)
        {
            for (var shift = 0; shift < shifts; shift++)
            {
                yield return $"{Text(day)},s{shift},{Text((int)Math.Round(perShift * (0.6 + (random.NextDouble() * 0.8))))},100,1";
            }
        }
    }

    private void Section(string name, IEnumerable<string> lines)
    {
        text.Append("SECTION_").Append(name).Append('\n');
        foreach (var line in lines)
        {
            text.Append(line).Append('\n');
        }

        text.Append('\n');
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
