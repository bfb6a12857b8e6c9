using System.Text.Json;
using MedMgr.Ops.Tests.Support;

namespace MedMgr.Ops.Tests;

/// <summary>medmgr bench rostering, as somebody calls it who compares results.</summary>
public sealed class RosteringBenchTests
{
    private const string TwoNurses = """
        SECTION_HORIZON
        3
        SECTION_SHIFTS
        D,480,
        SECTION_STAFF
        A,D=3,1440,480,3,1,1,1
        B,D=3,480,0,3,1,1,1
        SECTION_DAYS_OFF
        A,1
        SECTION_SHIFT_ON_REQUESTS
        B,2,D,3
        SECTION_SHIFT_OFF_REQUESTS
        A,0,D,2
        SECTION_COVER
        0,D,1,100,1
        1,D,1,100,1
        2,D,1,100,1
        """;

    [Fact]
    public async Task Tiny_instance_is_proven_and_its_solution_stands_in_the_folder_asked_for()
    {
        // A is off on day 1, so B works then and nowhere else: 3 for the request of B, 2 for that of A.
        var folder = Paths.NewFolder();
        var instance = Path.Combine(folder, "Tiny.txt");
        await File.WriteAllTextAsync(instance, TwoNurses);

        var (exit, output, error) = await Medmgr.Run("bench", "rostering", instance, "--seconds", "20", "--out", Path.Combine(folder, "out"), "--json");

        exit.ShouldBe(0, error);
        using var document = JsonDocument.Parse(output);
        var row = document.RootElement.EnumerateArray().Single();
        row.GetProperty("instance").GetString().ShouldBe("Tiny");
        (row.GetProperty("cost").GetInt64(), row.GetProperty("bound").GetInt64(), row.GetProperty("violations").GetInt32()).ShouldBe((5, 5, 0));
        row.GetProperty("seconds").GetDouble().ShouldBeInRange(0, 30);
        (await File.ReadAllTextAsync(Path.Combine(folder, "out", "Tiny.solution.txt"))).ShouldBe("D\t\tD\n\tD\t\n");
        File.Exists(Path.Combine(folder, "out", "Tiny.roster.xml")).ShouldBeTrue();
    }

    [Fact]
    public async Task File_that_is_no_instance_is_refused_with_its_line()
    {
        var file = Path.Combine(Paths.NewFolder(), "Bad.txt");
        await File.WriteAllTextAsync(file, TwoNurses.Replace("A,1\n", "A,9\n", StringComparison.Ordinal));

        var (exit, _, error) = await Medmgr.Run("bench", "rostering", file);

        exit.ShouldBe(1);
        error.ShouldContain($"{file}, line 9: day '9' is no whole number from 0 to 2.");
    }

    [Theory]
    [InlineData("--seconds", "0", "--seconds 0 is no number from 1 to 86400.")]
    [InlineData("--seed", "-1", "--seed -1 is no number from 0 to 2147483647.")]
    public async Task Number_out_of_range_is_called_wrongly(string option, string value, string says)
    {
        var (exit, _, error) = await Medmgr.Run("bench", "rostering", Paths.NewFolder(), option, value);

        exit.ShouldBe(2);
        error.ShouldContain(says);
    }

    [Fact]
    public async Task Folder_without_instances_is_said_to_be_empty()
    {
        var folder = Paths.NewFolder();

        var (exit, _, error) = await Medmgr.Run("bench", "rostering", folder);

        exit.ShouldBe(1);
        error.ShouldContain($"{folder} holds no *.txt instance.");
    }
}
