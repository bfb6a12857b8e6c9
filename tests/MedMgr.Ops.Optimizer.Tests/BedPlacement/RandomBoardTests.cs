using MedMgr.Ops.Optimizer.BedPlacement;
using MedMgr.Ops.Optimizer.BedPlacement.Scene;
using MedMgr.Ops.Optimizer.Tests.Solver;
using MedMgr.Optimizer.Bench.BedPlacement;

namespace MedMgr.Ops.Optimizer.Tests.BedPlacement;

/// <summary>Properties on invented hospitals. The seed is the test's argument: a failure names the board.</summary>
public sealed class RandomBoardTests(SharedSolver solver) : Planning(solver)
{
    private static readonly PlacementOptions WithSurge = PlacementOptions.Default with { AllowSurge = true, NursesToCallInPerUnit = 2 };

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 12)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task The_best_plan_breaks_no_rule_of_Domain_and_costs_no_more_than_greedy(int seed)
    {
        // Fewer beds than patients and hardly a spare nurse, so that rules bite; every other board may call nurses in.
        var problem = RandomBoards.Make(seed, waiting: 20, freeBeds: 16, slackNurses: 1, seed % 2 == 0 ? WithSurge : null);
        var greedy = GreedyPlacementPlanner.Plan(problem);
        PlanCheck.Violations(problem, greedy).ShouldBeEmpty();

        var best = await Optimizer.PlanDeterministicallyAsync(problem, work: 10, seed: 1);
        PlanCheck.Violations(problem, best).ShouldBeEmpty();
        best.Status.ShouldBe(PlanStatus.Optimal);
        best.Objective.ShouldBeLessThanOrEqualTo(greedy.Objective);
        (best.Steps.Count(s => s.Kind is not StepKind.Move && problem.Waiting.Any(w => w.Encounter == s.Encounter)) + best.Unplaced.Length).ShouldBe(problem.Waiting.Length);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task The_best_plan_costs_what_trying_everything_finds(int seed)
    {
        var problem = RandomBoards.Make(seed, waiting: 4, freeBeds: 4, slackNurses: 1, seed % 3 == 0 ? WithSurge : null);
        var scene = new PlacementScene(problem);
        var tried = new BruteForce(scene);
        var best = await Optimizer.PlanDeterministicallyAsync(problem, work: 5, seed: 1);
        best.Objective.ShouldBe(tried.LeastCost());
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Whatever_the_rules_let_stand_together_Domain_lets_happen(int seed)
    {
        // Random drafts, not good ones: the rules that judge choices must be at least as strict as the house.
        var problem = RandomBoards.Make(seed, waiting: 25, freeBeds: 20, slackNurses: 1, WithSurge);
        var scene = new PlacementScene(problem);
        var random = new Random(seed);
        for (var round = 0; round < 5; round++)
        {
            var draft = new PlanDraft(scene);
            var choices = scene.Choices.Where(c => c.Partner is null).ToArray();
            random.Shuffle(choices);
            foreach (var choice in choices.Where(c => draft.Allows(c)))
            {
                draft.Add(choice);
            }

            PlanCheck.Violations(problem, PlanWriter.Write(draft, PlanStatus.Greedy, null, null)).ShouldBeEmpty($"seed {seed}, round {round}");
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task The_written_plan_adds_up_and_says_the_same_when_read_back(int seed)
    {
        var problem = RandomBoards.Make(seed, waiting: 15, freeBeds: 12, slackNurses: 1, WithSurge);
        var plan = await Optimizer.PlanDeterministicallyAsync(problem, work: 5, seed: 1);
        var readBack = PlanReader.Read(new PlacementScene(problem), plan);
        PlanWriter.Objective(readBack).ShouldBe(plan.Objective);
        PlanWriter.Write(readBack, plan.Status, plan.Bound, null).Steps.Select(s => (s.Encounter, s.Bed, s.At)).ShouldBe(plan.Steps.Select(s => (s.Encounter, s.Bed, s.At)));
    }

    [Fact]
    public async Task The_same_question_gets_the_same_plan_and_greedily_as_well()
    {
        var problem = RandomBoards.Make(5, waiting: 20, freeBeds: 25);
        var (one, two) = (await Optimizer.PlanDeterministicallyAsync(problem, 5, seed: 3), await Optimizer.PlanDeterministicallyAsync(problem, 5, seed: 3));
        Words(one).ShouldBe(Words(two));
        Words(GreedyPlacementPlanner.Plan(problem)).ShouldBe(Words(GreedyPlacementPlanner.Plan(RandomBoards.Make(5, waiting: 20, freeBeds: 25))));
    }

    [Fact]
    public async Task The_plan_in_force_stays_when_nothing_has_changed()
    {
        var problem = RandomBoards.Make(6, waiting: 20, freeBeds: 25);
        var first = await Optimizer.PlanDeterministicallyAsync(problem, 5, seed: 3);
        var second = await Optimizer.PlanDeterministicallyAsync(problem with { LastPlan = first }, 5, seed: 4);
        second.DifferenceToLast.Changed.ShouldBeEmpty();
        second.Objective.ShouldBe(first.Objective);
    }

    /// <summary>Every combination of choices that keeps the rules, one patient after the other.</summary>
    private sealed class BruteForce(PlacementScene scene)
    {
        private readonly PlanDraft _draft = new(scene);

        public long LeastCost() => From(0);

        private long From(int patient)
        {
            if (patient == scene.Patients.Length)
            {
                // A bed whose patient was sent on later in the order, and a unit that only an exchange relieves, are judged at the end.
                return _draft.Choices.All(Stands) ? PlanWriter.Objective(_draft) : long.MaxValue;
            }

            var who = scene.Patients[patient];
            var least = From(patient + 1);
            if (_draft.ChoiceOf(who) is not null)
            {
                return least;
            }

            foreach (var choice in scene.ChoicesOf(who).Where(c => _draft.UserOf(c.Bed) is null))
            {
                _draft.Add(choice);
                least = Math.Min(least, From(patient + 1));
                _draft.Remove(choice);
            }

            foreach (var exchange in scene.Exchanges.Where(e => e.OfWaiting.Who == who && _draft.ChoiceOf(e.OfPartner.Who) is null))
            {
                _draft.Add(exchange.OfWaiting);
                _draft.Add(exchange.OfPartner);
                least = Math.Min(least, From(patient + 1));
                _draft.Remove(exchange.OfPartner);
                _draft.Remove(exchange.OfWaiting);
            }

            return least;
        }

        private bool Stands(Choice choice)
        {
            _draft.Remove(choice);
            var stands = _draft.Allows(choice);
            _draft.Add(choice);
            return stands;
        }
    }
}
