using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime.Hosting;
using Orleans.Storage;

namespace MedMgr.Ops.EmbeddedSilo.Tests;

[GenerateSerializer]
public sealed record Notes
{
    [Id(0)]
    public List<string> Lines { get; init; } = [];
}

public interface INotesGrain : IGrainWithStringKey
{
    Task<string> Write(string line);

    Task WriteUnsaved(string line);

    Task<(string[] Lines, bool Exists, string? Etag)> Read();

    Task Clear();

    Task Leave();
}

public sealed class NotesGrain([PersistentState("notes", "paper")] IPersistentState<Notes> notes) : Grain, INotesGrain
{
    public async Task<string> Write(string line)
    {
        notes.State.Lines.Add(line);
        await notes.WriteStateAsync();
        return notes.Etag!;
    }

    public Task WriteUnsaved(string line)
    {
        notes.State.Lines.Add(line);
        return Task.CompletedTask;
    }

    public Task<(string[] Lines, bool Exists, string? Etag)> Read() => Task.FromResult<(string[], bool, string?)>(([.. notes.State.Lines], notes.RecordExists, notes.Etag));

    public Task Clear() => notes.ClearStateAsync();

    public Task Leave()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }
}

public sealed class StateTests
{
    [Fact]
    public async Task State_that_was_written_is_there_for_the_next_activation_and_what_was_not_is_not()
    {
        await using var silo = await TestSilo.StartAsync(builder => builder.AddMemoryGrainStorage("paper"));
        var notes = silo.Grains.GetGrain<INotesGrain>("n");
        (await notes.Read()).Exists.ShouldBeFalse();
        var etag = await notes.Write("kept");
        await notes.WriteUnsaved("lost");
        await notes.Leave();

        var (lines, exists, read) = await notes.Read();

        lines.ShouldBe(["kept"]);
        exists.ShouldBeTrue();
        read.ShouldBe(etag);
    }

    [Fact]
    public async Task Clearing_leaves_an_empty_state_that_does_not_exist()
    {
        await using var silo = await TestSilo.StartAsync(builder => builder.AddMemoryGrainStorage("paper"));
        var notes = silo.Grains.GetGrain<INotesGrain>("n");
        await notes.Write("kept");
        await notes.Clear();

        var (lines, exists, etag) = await notes.Read();
        lines.ShouldBeEmpty();
        exists.ShouldBeFalse();
        etag.ShouldBeNull();
        await notes.Write("again");
        (await notes.Read()).Lines.ShouldBe(["again"]);
    }

    [Fact]
    public async Task A_write_over_somebody_elses_is_refused_and_ends_the_activation_that_believed_otherwise()
    {
        await using var silo = await TestSilo.StartAsync(builder => builder.AddMemoryGrainStorage("paper"));
        var notes = silo.Grains.GetGrain<INotesGrain>("n");
        await notes.Write("mine");
        var storage = silo.Services.GetRequiredKeyedService<IGrainStorage>("paper");
        var other = new GrainState<Notes>();
        await storage.ReadStateAsync("notes", notes.GetGrainId(), other);
        other.State!.Lines.Add("theirs");
        await storage.WriteStateAsync("notes", notes.GetGrainId(), other);

        var conflict = await Should.ThrowAsync<InconsistentStateException>(() => notes.Write("mine again"));

        conflict.StoredEtag.ShouldBe(other.ETag);
        conflict.CurrentEtag.ShouldNotBe(other.ETag);
        (await notes.Read()).Lines.ShouldBe(["mine", "theirs"]);
    }

    [Fact]
    public async Task Two_writers_of_nothing_can_not_both_win()
    {
        await using var silo = await TestSilo.StartAsync(builder => builder.AddMemoryGrainStorage("paper"));
        var storage = silo.Services.GetRequiredKeyedService<IGrainStorage>("paper");
        var id = GrainId.Create("notes", "n");
        await storage.WriteStateAsync("notes", id, new GrainState<Notes>(new Notes()));

        await Should.ThrowAsync<InconsistentStateException>(() => storage.WriteStateAsync("notes", id, new GrainState<Notes>(new Notes())));
        await Should.ThrowAsync<InconsistentStateException>(() => storage.ClearStateAsync("notes", id, new GrainState<Notes>()));
    }

    [Fact]
    public async Task A_storage_that_is_not_registered_is_named()
    {
        await using var silo = await TestSilo.StartAsync();
        var failure = await Should.ThrowAsync<InvalidOperationException>(() => silo.Grains.GetGrain<INotesGrain>("n").Read());
        failure.Message.ShouldContain("'paper'");
    }

    [Fact]
    public async Task A_storage_that_leaves_no_state_is_named()
    {
        await using var silo = await TestSilo.StartAsync(builder => builder.Services.AddGrainStorage("paper", (_, _) => new NullStorage()));
        var failure = await Should.ThrowAsync<InvalidOperationException>(() => silo.Grains.GetGrain<INotesGrain>("n").Read());
        failure.Message.ShouldContain("left no state after a read");
    }

    private sealed class NullStorage : IGrainStorage
    {
        public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
        {
            grainState.State = default;
            return Task.CompletedTask;
        }

        public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => Task.CompletedTask;

        public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => Task.CompletedTask;
    }
}
