using BenchmarkDotNet.Running;
using Learn.Benchmarks;

if (args is ["cpu"])
{
    CpuTimes.Print();
}
else if (args is ["cpu", "explain"])
{
    CpuTimes.PrintExplanations();
}
else if (args is ["cpu", "walk"])
{
    CpuTimes.PrintWalks();
}
else if (args is ["cpu", "reading"])
{
    CpuTimes.PrintReading();
}
else
{
    BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
}
