using BenchmarkDotNet.Running;
using Learn.Benchmarks;

if (args is ["cpu"])
{
    CpuTimes.Print();
}
else
{
    BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
}
