using System.Security.Cryptography;
using System.Text;

namespace Learn.Jupyter;

/// <summary>Signs the four JSON frames of a message and checks the signatures of others.</summary>
internal sealed class MessageSigner(string key)
{
    /// <summary>The one scheme in use.</summary>
    public const string Scheme = "hmac-sha256";

    private readonly byte[] key = Encoding.UTF8.GetBytes(key);

    /// <summary>False with an empty key: then signatures are empty and nothing is checked, as the protocol has it.</summary>
    public bool IsSigning => key.Length > 0;

    /// <summary>The signature in lower-case hexadecimal ASCII; empty without a key.</summary>
    public byte[] Sign(ReadOnlySpan<byte> header, ReadOnlySpan<byte> parent, ReadOnlySpan<byte> metadata, ReadOnlySpan<byte> content)
    {
        if (!IsSigning)
        {
            return [];
        }

        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        hash.AppendData(header);
        hash.AppendData(parent);
        hash.AppendData(metadata);
        hash.AppendData(content);
        Span<byte> digest = stackalloc byte[HMACSHA256.HashSizeInBytes];
        hash.GetHashAndReset(digest);
        return Encoding.ASCII.GetBytes(Convert.ToHexStringLower(digest));
    }

    /// <summary>Whether a signature is the right one, in a time that does not tell how much of it is right.</summary>
    public bool IsRight(
        ReadOnlySpan<byte> signature, ReadOnlySpan<byte> header, ReadOnlySpan<byte> parent, ReadOnlySpan<byte> metadata, ReadOnlySpan<byte> content) =>
        !IsSigning || CryptographicOperations.FixedTimeEquals(signature, Sign(header, parent, metadata, content));
}
