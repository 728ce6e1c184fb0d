package dev.holdfast.postgres.support;

/** Numbers as a {@code real[]} parameter, which travels in binary form. */
public final class FloatArray extends Parameter<float[]> {
    public FloatArray() {
        super(
                "_float4",
                (statement, i, values) ->
                        statement.setArray(i, statement.getConnection().createArrayOf("float4", boxed(values))));
    }

    /** The interface of JDBC knows no array of primitives. */
    private static Float[] boxed(float[] values) {
        Float[] boxed = new Float[values.length];
        for (int i = 0; i < values.length; i++) {
            boxed[i] = values[i];
        }
        return boxed;
    }
}
