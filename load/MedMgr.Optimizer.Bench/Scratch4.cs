using System.Diagnostics;
using MedMgr.Ops.Optimizer.Rostering;
using MedMgr.Ops.Optimizer.Rostering.Lines;
using MedMgr.Ops.Optimizer.Rostering.PublicProblems;
static class Scratch4 {
  public static void Run(string file, int N, double seconds, int kmin, int kmax, double temp, double fs) {
    var p = CurtoisReader.Read(File.ReadAllText(file));
    var sw = Stopwatch.StartNew();
    var people = new LinePeople(p); int P=p.Staff.Length; int D=people.Demands.Count;
    var mem = new LineMemory(); var rnd=new Random(1);
    var lines = p.Staff.Select(_ => Enumerable.Repeat(-1,p.Days).ToArray()).ToArray();
    var windows = Enumerable.Range(0,P).ToDictionary(s=>s, s=>LineWindow.Of(people[s], lines[s], 0, p.Days));
    var climb=new CoverPrices(people,new double[D],new int[D]); double best=double.NegativeInfinity; double[] lam=null!;
    for(int t=0;t<N;t++){ double sum=0; var pres=new int[D]; for(int s=0;s<P;s++){ people.TryCheapest(s,windows[s],climb.Prices,lines[s],mem,out var c); sum+=c; people.Demands.Add(s,lines[s],1,pres);} var keep=climb.Prices.ToArray(); var b=climb.Move(sum,pres,3*Math.Pow(0.02/3,t/(double)N)); if(b>best){best=b;lam=keep;} }
    Console.WriteLine($"{sw.Elapsed.TotalSeconds:0.0}s bound {best:0.00}");
    var nb=new LineNeighbourhood(people,rnd){FirstStep=fs};
    var state=new LineState(people,lines); var all=Enumerable.Range(0,P).ToArray();
    var pr=lam.ToArray(); nb.TrySearch(state,all,0,p.Days,pr,long.MaxValue/2,default);
    Console.WriteLine($"{sw.Elapsed.TotalSeconds:0.0}s dive {state.Cost} check {RosterCheck.Violations(p,state.ToRoster()).Length} {RosterCost.Of(p,state.ToRoster())}");
    long bestCost=state.Cost; int tries=0,pruned=0,imp=0; double next=sw.Elapsed.TotalSeconds; var t0=sw.Elapsed.TotalSeconds;
    while(sw.Elapsed.TotalSeconds<t0+seconds){
      tries++; int k=rnd.Next(kmin,Math.Min(kmax,P)+1); var f=all.ToArray(); rnd.Shuffle(f); f=f[..k];
      var saved=f.Select(s=>state.Lines[s].ToArray()).ToArray(); var before=state.Cost; var T=temp*(1-(sw.Elapsed.TotalSeconds-t0)/seconds);
      var allow=before+(long)(-T*Math.Log(rnd.NextDouble()+1e-12));
      pr=lam.ToArray();
      if(!nb.TrySearch(state,f,0,p.Days,pr,allow,default)){pruned++;continue;}
      if(state.Cost>allow){ for(int i=0;i<k;i++) state.Replace(f[i],saved[i]); }
      if(state.Cost<bestCost){bestCost=state.Cost;imp++; Console.WriteLine($"{sw.Elapsed.TotalSeconds:0.0}s {bestCost} k={k} tries {tries} pruned {pruned}");}
    }
    Console.WriteLine($"end {bestCost} tries {tries} pruned {pruned} improved {imp}");
  }
}
