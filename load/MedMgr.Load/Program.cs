using MedMgr.Load.Commands;

return await Cli.Root().Parse(args).InvokeAsync();
