using System.Runtime.InteropServices;
using System.Text;

namespace Learn.Sandbox;

/// <summary>A null-terminated array of C strings, as exec wants arguments and environment.</summary>
internal sealed unsafe class NativeStrings : IDisposable
{
    private readonly byte** _pointers;

    public NativeStrings(IReadOnlyList<string> texts)
    {
        var room = (nuint)(texts.Count + 1) * (nuint)sizeof(byte*);
        var head = room;
        foreach (var text in texts)
        {
            room += (nuint)Encoding.UTF8.GetByteCount(text) + 1;
        }

        var block = (byte*)NativeMemory.Alloc(room);
        _pointers = (byte**)block;
        var next = block + head;
        for (var i = 0; i < texts.Count; i++)
        {
            _pointers[i] = next;
            var length = Encoding.UTF8.GetBytes(texts[i], new Span<byte>(next, (int)(room - (nuint)(next - block))));
            next[length] = 0;
            next += length + 1;
        }

        _pointers[texts.Count] = null;
    }

    public byte** Pointers => _pointers;

    public void Dispose() => NativeMemory.Free(_pointers);
}
