using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace MedMgr.Ops.EventLog.Chain;

/// <summary>
/// SHA-256 over the previous hash and every field of an event. Each text goes in as its UTF-8 length and bytes, so that no two events share
/// one image. Not safe for concurrent use: one buffer serves all calls.
/// </summary>
internal sealed class ChainHash
{
    public const int Bytes = SHA256.HashSizeInBytes;

    private byte[] _image = new byte[4096];
    private int _length;

    /// <summary>The hash before the first event.</summary>
    public static byte[] Genesis() => new byte[Bytes];

    /// <param name="lastOfAppend">Position of the last event of the same append: where transactions end is part of what is protected.</param>
    public void Next(ReadOnlySpan<byte> previous, RecordedEvent recorded, long lastOfAppend, Span<byte> hash)
    {
        _length = 0;
        Add(previous);
        Add(recorded.Position);
        Add(lastOfAppend);
        Add(recorded.Version);
        Add(recorded.At.UtcTicks);
        Add((long)recorded.Cause.Kind);
        Add(recorded.Hospital);
        Add(recorded.Stream);
        Add(recorded.Type);
        Add(recorded.Cause.Actor);
        Add(recorded.Cause.Id);
        Add(recorded.Payload.Length);
        Add(recorded.Payload.Span);
        SHA256.HashData(_image.AsSpan(0, _length), hash);
    }

    private void Add(long value) => BinaryPrimitives.WriteInt64LittleEndian(Room(sizeof(long)), value);

    private void Add(ReadOnlySpan<byte> bytes) => bytes.CopyTo(Room(bytes.Length));

    private void Add(string text)
    {
        var bytes = Encoding.UTF8.GetByteCount(text);
        Add(bytes);
        Encoding.UTF8.GetBytes(text, Room(bytes));
    }

    private Span<byte> Room(int bytes)
    {
        if (_image.Length - _length < bytes)
        {
            Array.Resize(ref _image, Math.Max(_image.Length * 2, _length + bytes));
        }

        _length += bytes;
        return _image.AsSpan(_length - bytes, bytes);
    }
}
