if (args.Length==2) await Scratch5.Run(args[0], int.Parse(args[1])); else
Scratch4.Run(args[0], int.Parse(args[1]), double.Parse(args[2]), int.Parse(args[3]), int.Parse(args[4]), double.Parse(args[5]), double.Parse(args[6]));
return 0;
