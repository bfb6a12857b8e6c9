using System.CommandLine;
using MedMgr.Load.Commands;

// Interrupted, it still stops its server and takes its folder away.
return await Cli.Root().Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromSeconds(20) });
