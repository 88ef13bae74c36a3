// The part of the archived host's interfaces that extension.dib calls, with the shapes that its last sources and its documents show ("Extending .NET
// Interactive"). The host itself cannot be had any more; what is tested against these is our script, not the host.
#pragma warning disable CA1711, CA1716, CA1724, CA1815, CA1051, CA1002, IDE0065

namespace Microsoft.DotNet.Interactive.Commands
{
    public sealed class SubmitCode(string code)
    {
        public string Code { get; } = code;
    }
}

namespace Microsoft.DotNet.Interactive.Directives
{
    public class KernelSpecifierDirective;
}

namespace Microsoft.DotNet.Interactive
{
    using System.Diagnostics.CodeAnalysis;
    using Microsoft.DotNet.Interactive.Commands;

    public interface IKernelCommandHandler<in TCommand>
    {
        Task HandleAsync(TCommand command, KernelInvocationContext context);
    }

    public sealed class KernelInfo
    {
        public string LanguageName { get; set; } = "";

        public string Description { get; set; } = "";
    }

    public class Kernel(string name)
    {
        public string Name { get; } = name;

        public KernelInfo KernelInfo { get; } = new();

        public Kernel? RootKernel { get; set; }
    }

    public sealed class CompositeKernel() : Kernel(".NET")
    {
        public List<Kernel> ChildKernels { get; } = [];

        public Dictionary<string, Kernel> Aliases { get; } = [];

        public void Add(Kernel kernel, IEnumerable<string>? aliases = null)
        {
            kernel.RootKernel = this;
            ChildKernels.Add(kernel);
            foreach (var alias in aliases ?? [])
            {
                Aliases.Add(alias, kernel);
            }
        }
    }

    /// <summary>The host's C# as far as its variables go.</summary>
    public sealed class CSharpKernel() : Kernel("csharp")
    {
        public Dictionary<string, object?> Variables { get; } = [];

        public bool TryGetValue<T>(string name, [MaybeNull] out T value)
        {
            var isFound = Variables.TryGetValue(name, out var found);
            value = isFound ? (T?)found : default;
            return isFound;
        }

        public Task SetValueAsync(string name, object? value, Type declaredType)
        {
            Variables[name] = value;
            return Task.CompletedTask;
        }
    }

    public sealed class DisplayedValue(string mimeType, object value)
    {
        public string MimeType { get; } = mimeType;

        public object Value { get; private set; } = value;

        public void Update(object updated) => Value = updated;
    }

    public sealed class KernelInvocationContext(Kernel handlingKernel)
    {
        private static readonly AsyncLocal<KernelInvocationContext?> Ambient = new();

        public static KernelInvocationContext? Current
        {
            get => Ambient.Value;
            set => Ambient.Value = value;
        }

        public Kernel HandlingKernel { get; } = handlingKernel;

        public CancellationToken CancellationToken { get; init; }

        public List<DisplayedValue> Displayed { get; } = [];

        public string? Failure { get; private set; }

        public void Fail(SubmitCode command, Exception? exception = null, string? message = null) => Failure = message;
    }

    public static class KernelInvocationContextExtensions
    {
        public static DisplayedValue DisplayAs(this KernelInvocationContext context, string value, string mimeType)
        {
            var displayed = new DisplayedValue(mimeType, value);
            lock (context.Displayed)
            {
                context.Displayed.Add(displayed);
            }

            return displayed;
        }
    }
}
