using MedMgr.Ops.Optimizer.Rostering;
using MedMgr.Ops.Optimizer.Rostering.PublicProblems;
using MedMgr.Ops.Optimizer.Solver;
static class Scratch5 {
  public static async Task Run(string file, int seconds) {
    var p = CurtoisReader.Read(File.ReadAllText(file));
    await using var w = CpSat.Start(1);
    var r = await new RosterOptimizer(w).SolveAsync(p, new RosterSearch(TimeSpan.FromSeconds(seconds)), i => Console.WriteLine($"  {i.Elapsed.TotalSeconds:0.0} {i.Cost} ({i.Bound}) {i.By}"));
    Console.WriteLine($"{file} {r.Status} {r.Cost} bound {r.Bound} {r.Elapsed.TotalSeconds:0.0}s violations {(r.Roster is {} x ? RosterCheck.Violations(p,x).Length : -1)}");
  }
}
