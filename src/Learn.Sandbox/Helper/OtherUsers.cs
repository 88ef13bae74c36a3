using System.Runtime.InteropServices;

namespace Learn.Sandbox;

/// <summary>
/// A world in an ordinary user's namespace has a single user: to become another one is refused there, and programs that want to, to have
/// fewer rights, give up (tcpdump, many servers). So for the commands of such a world these system calls succeed without effect, by a
/// filter of the kernel's own. They have no right more by that: whatever they call themselves, they act for the one user.
/// </summary>
internal static unsafe class OtherUsers
{
    private const string GroupsFile = "/proc/self/setgroups";

    // Where the fields of struct seccomp_data are (linux/seccomp.h), on machines with little-endian order.
    private const uint NumberField = 0;
    private const uint ArchitectureField = 4;
    private const uint FirstArgumentField = 16;

    private const uint Allow = 0x7fff_0000;

    // SECCOMP_RET_ERRNO with the error 0: the call is not made, and returns 0.
    private const uint Pretend = 0x0005_0000;

    private const uint NotChanged = 0xffff_ffff;

    /// <summary>Lets this process and its later children pretend, if its namespace knows one user only; without effect elsewhere.</summary>
    public static void PretendWhereThereAreNone()
    {
        if (Calls.OfThisMachine is { } calls && File.Exists(GroupsFile) && File.ReadAllText(GroupsFile).Trim() == "deny")
        {
            var program = Program(calls);
            fixed (Instruction* instructions = program)
            {
                var description = new ProgramDescription { Length = (ushort)program.Length, Instructions = instructions };

                // Where the kernel refuses it, programs that become somebody else fail, as they would without.
                _ = Libc.SystemCall(calls.Seccomp, Libc.SeccompSetModeFilter, Libc.SeccompAllThreads | Libc.SeccompAllowSpeculation, &description);
            }
        }
    }

    private static Instruction[] Program(Calls calls)
    {
        int identity = calls.SetIdentity.Length;
        var program = new List<Instruction>
        {
            Load(ArchitectureField),
            JumpUnless(calls.Architecture, identity + 2),
            Load(NumberField),
            JumpIf(calls.SetGroups, identity + 4),
        };
        for (int i = 0; i < identity; i++)
        {
            program.Add(JumpIf(calls.SetIdentity[i], identity - i));
        }

        program.Add(Return(Allow));

        // To stay, or to become, the one user there is, is really done.
        program.Add(Load(FirstArgumentField));
        program.Add(JumpIf(0, 2));
        program.Add(JumpIf(NotChanged, 1));
        program.Add(Return(Pretend));
        program.Add(Return(Allow));
        return [.. program];
    }

    private static Instruction Load(uint field) => new() { Code = 0x20, Value = field };

    private static Instruction JumpIf(uint value, int instructions) => new() { Code = 0x15, IfTrue = (byte)instructions, Value = value };

    private static Instruction JumpUnless(uint value, int instructions) => new() { Code = 0x15, IfFalse = (byte)instructions, Value = value };

    private static Instruction Return(uint value) => new() { Code = 0x06, Value = value };

    /// <summary>struct sock_filter.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct Instruction
    {
        public ushort Code;
        public byte IfTrue;
        public byte IfFalse;
        public uint Value;
    }

    /// <summary>struct sock_fprog.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct ProgramDescription
    {
        public ushort Length;
        public Instruction* Instructions;
    }

    /// <summary>Numbers of system calls, which differ from machine to machine; AUDIT_ARCH_… names the machine.</summary>
    private sealed record Calls(uint Architecture, long Seccomp, uint SetGroups, uint[] SetIdentity)
    {
        // setuid, setgid, setreuid, setregid, setresuid, setresgid.
        public static Calls? OfThisMachine => RuntimeInformation.ProcessArchitecture switch
        {
            System.Runtime.InteropServices.Architecture.X64 => new(0xc000_003e, 317, 116, [105, 106, 113, 114, 117, 119]),
            System.Runtime.InteropServices.Architecture.Arm64 => new(0xc000_00b7, 277, 159, [146, 144, 145, 143, 147, 149]),
            _ => null,
        };
    }
}
