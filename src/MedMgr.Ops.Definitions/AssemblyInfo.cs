using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("MedMgr.Ops.Definitions.Tests")]
[assembly: InternalsVisibleTo("MedMgr.Sim.Hospital")]
[assembly: InternalsVisibleTo("MedMgr.Sim.Hospital.Tests")]
