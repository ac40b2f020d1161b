package io.chasqui.testing;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** The fields of one protobuf message, by their numbers. */
final class ProtobufFields {

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Field(int number, byte[] bytes, long value) {}

  private final List<Field> fields = new ArrayList<>();

  ProtobufFields(byte[] message) {
    ByteBuffer in = ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN);
    while (in.hasRemaining()) {
      long tag = varint(in);
      fields.add(field((int) (tag >>> 3), (int) (tag & 7), in));
    }
  }

  List<ProtobufFields> messages(int number) {
    return all(number).stream().map(field -> new ProtobufFields(field.bytes())).toList();
  }

  /** Empty when there is none. */
  String text(int number) {
    return new String(bytes(number), StandardCharsets.UTF_8);
  }

  String hex(int number) {
    return HexFormat.of().formatHex(bytes(number));
  }

  boolean has(int number) {
    return !all(number).isEmpty();
  }

  /** 0 when there is none. */
  long number(int number) {
    return all(number).stream().mapToLong(Field::value).findFirst().orElse(0);
  }

  private byte[] bytes(int number) {
    return all(number).stream().map(Field::bytes).findFirst().orElse(new byte[0]);
  }

  private List<Field> all(int number) {
    return fields.stream().filter(field -> field.number() == number).toList();
  }

  private static Field field(int number, int wireType, ByteBuffer in) {
    return switch (wireType) {
      case 0 -> new Field(number, new byte[0], varint(in));
      case 1 -> new Field(number, new byte[0], in.getLong());
      case 2 -> {
        byte[] bytes = new byte[(int) varint(in)];
        in.get(bytes);
        yield new Field(number, bytes, 0);
      }
      case 5 -> new Field(number, new byte[0], in.getInt());
      default -> throw new IllegalArgumentException("wire type " + wireType);
    };
  }

  private static long varint(ByteBuffer in) {
    long value = 0;
    for (int shift = 0; ; shift += 7) {
      byte next = in.get();
      value |= (long) (next & 0x7f) << shift;
      if (next >= 0) {
        return value;
      }
    }
  }
}
