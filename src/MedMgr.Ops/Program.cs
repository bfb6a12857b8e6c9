using MedMgr.Ops.Commands;

return await Cli.Root().Parse(args).InvokeAsync();
