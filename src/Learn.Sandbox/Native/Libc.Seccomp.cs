using System.Runtime.InteropServices;

namespace Learn.Sandbox;

/// <content>Filters for system calls (seccomp(2)); the C library has no function for them.</content>
internal static partial class Libc
{
    public const long SeccompSetModeFilter = 1;

    /// <summary>SECCOMP_FILTER_FLAG_TSYNC: for all threads of the process.</summary>
    public const long SeccompAllThreads = 1;

    /// <summary>SECCOMP_FILTER_FLAG_SPEC_ALLOW: without the slow-down that older kernels add.</summary>
    public const long SeccompAllowSpeculation = 4;

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    public static unsafe partial long SystemCall(long number, long first, long second, void* third);
}
