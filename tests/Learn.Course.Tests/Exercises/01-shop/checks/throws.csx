await System.Threading.Tasks.Task.Yield();
throw new System.InvalidOperationException("The script stumbled.");
