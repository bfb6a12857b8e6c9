using MedMgr.Ops.Tests.Support;

namespace MedMgr.Ops.Tests;

public sealed class CommandLineTests
{
    [Fact]
    public async Task Checking_the_demo_hospital_tells_its_size()
    {
        var (exit, output, _) = await Medmgr.Run("hospital", "check", Paths.Riverside);
        exit.ShouldBe(0);
        output.ShouldContain("Riverside General Hospital, 14 units, 420 beds (16 surge), 902 staff");
    }

    [Fact]
    public async Task A_faulty_definition_is_refused_with_line_and_remedy()
    {
        var file = Path.Combine(Paths.NewFolder(), "broken.yaml");
        await File.WriteAllTextAsync(file, (await File.ReadAllTextAsync(Paths.Riverside)).Replace("    level: critical", "    level: critcal", StringComparison.Ordinal));
        var (exit, _, error) = await Medmgr.Run("serve", "--data", Paths.NewFolder(), "--hospital", file);
        exit.ShouldBe(1);
        error.ShouldMatch(@"broken\.yaml:\d+:\d+ .*level");
        error.ShouldContain("How to fix");
    }

    [Fact]
    public async Task Verifying_a_folder_without_a_log_says_that_there_is_none()
    {
        var (exit, _, error) = await Medmgr.Run("log", "verify", "--data", Paths.NewFolder());
        exit.ShouldBe(1);
        error.ShouldContain("There is no event log");
    }

    [Fact]
    public async Task Sending_to_nobody_says_so_and_fails()
    {
        var (exit, _, error) = await Medmgr.Run("adt", "send", "--to", "127.0.0.1:9", Paths.SampleDay[0]);
        exit.ShouldBe(1);
        error.ShouldContain("No connection to 127.0.0.1:9");
    }

    [Theory]
    [InlineData("serve --mllp-port abc", "--mllp-port abc is no number from 0 to 65535")]
    [InlineData("--pace fast", "--pace fast is no number from 1 to 3600")]
    [InlineData("quarantine list --hospital riverside --server nowhere", "--server nowhere is no address")]
    [InlineData("adt send --to nobody file.hl7", "--to nobody is no HOST:PORT")]
    public async Task What_is_called_wrongly_is_said_in_words(string call, string words)
    {
        var (exit, _, error) = await Medmgr.Run(call.Split(' '));
        exit.ShouldBe(2);
        error.ShouldContain(words);
    }
}
