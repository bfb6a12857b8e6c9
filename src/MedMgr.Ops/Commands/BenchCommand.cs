using System.CommandLine;

namespace MedMgr.Ops.Commands;

/// <summary>medmgr bench: public problems, solved by the hospital's own models, to be compared with others' results.</summary>
internal static class BenchCommand
{
    public static Command Make() => new("bench", "Solves public benchmark problems with the models that serve the hospital.")
    {
        RosteringBench.Make(), IhtpBench.Make(),
    };
}
