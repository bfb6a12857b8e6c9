Console.Error.WriteLine("usage: none yet");
return 2;
