package dev.holdfast.bench.ingest;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/** Rows in the binary format of COPY, which is its fastest; see "File Formats" of COPY in PostgreSQL's manual. */
final class BinaryRows {
    private static final byte[] SIGNATURE = "PGCOPY\n\377\r\n\0".getBytes(StandardCharsets.ISO_8859_1);
    private static final int TEXT_OID = 25;
    private static final int REAL_OID = 700;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final DataOutputStream out = new DataOutputStream(bytes);

    BinaryRows() {
        write(() -> {
            out.write(SIGNATURE);
            out.writeInt(0);
            out.writeInt(0);
        });
    }

    BinaryRows row(int columns) {
        return write(() -> out.writeShort(columns));
    }

    BinaryRows text(String text) {
        return bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    BinaryRows bytes(byte[] value) {
        return write(() -> {
            out.writeInt(value.length);
            out.write(value);
        });
    }

    BinaryRows uuid(UUID id) {
        return write(() -> {
            out.writeInt(16);
            out.writeLong(id.getMostSignificantBits());
            out.writeLong(id.getLeastSignificantBits());
        });
    }

    BinaryRows integer(int number) {
        return write(() -> {
            out.writeInt(4);
            out.writeInt(number);
        });
    }

    /** A bigint, or the microseconds of a timestamp since 2000. */
    BinaryRows bigint(long number) {
        return write(() -> {
            out.writeInt(8);
            out.writeLong(number);
        });
    }

    BinaryRows truth(boolean value) {
        return write(() -> {
            out.writeInt(1);
            out.writeBoolean(value);
        });
    }

    BinaryRows json(String json) {
        byte[] text = json.getBytes(StandardCharsets.UTF_8);
        return write(() -> {
            out.writeInt(1 + text.length);
            out.writeByte(1);
            out.write(text);
        });
    }

    BinaryRows texts(List<String> texts) {
        BinaryRows items = new BinaryRows(0);
        texts.forEach(items::text);
        return array(TEXT_OID, texts.size(), items.bytes.toByteArray());
    }

    BinaryRows reals(float[] numbers) {
        BinaryRows items = new BinaryRows(0);
        for (float number : numbers) {
            items.integer(Float.floatToIntBits(number));
        }
        return array(REAL_OID, numbers.length, items.bytes.toByteArray());
    }

    byte[] end() {
        write(() -> out.writeShort(-1));
        return bytes.toByteArray();
    }

    /** Without what stands before rows. */
    private BinaryRows(int none) {}

    private BinaryRows array(int type, int size, byte[] items) {
        return write(() -> {
            out.writeInt(20 + items.length);
            out.writeInt(1);
            out.writeInt(0);
            out.writeInt(type);
            out.writeInt(size);
            out.writeInt(1);
            out.write(items);
        });
    }

    private interface Writing {
        void write() throws IOException;
    }

    private BinaryRows write(Writing what) {
        try {
            what.write();
            return this;
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
