package dev.holdfast.postgres.support;

import java.sql.ResultSet;

/** Lets what is measured read a row that no database sent. */
public final class Rows {
    private Rows() {}

    public static Row of(ResultSet rows) {
        return new Row(rows);
    }
}
