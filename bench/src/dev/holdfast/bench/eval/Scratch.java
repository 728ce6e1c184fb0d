package dev.holdfast.bench.eval;

import dev.holdfast.bench.BenchException;
import dev.holdfast.bench.Holdfast;
import java.sql.Array;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** The server's database, seen by its superuser, for what PostgreSQL can do by itself. Nothing of the server's is read. */
final class Scratch implements AutoCloseable {
    private final Connection connection;

    Scratch(Holdfast holdfast) {
        Properties login = new Properties();
        login.setProperty("user", "postgres");
        login.setProperty("password", holdfast.superuserPassword());
        try {
            connection = DriverManager.getConnection(
                    "jdbc:postgresql://127.0.0.1:" + holdfast.databasePort() + "/postgres", login);
            try (Statement statement = connection.createStatement()) {
                statement.execute(
                        "CREATE TEMP TABLE passage (corpus text, ordinal int, key text, words tsvector, PRIMARY KEY (corpus, ordinal))");
            }
        } catch (SQLException failed) {
            throw new BenchException("the database cannot be reached", failed);
        }
    }

    /** Opened when it is needed. */
    interface Source {
        Scratch get();
    }

    /** For each text its lexemes, repeated ones as often, in the order of the text. */
    Map<String, List<String>> lexemes(List<String> texts) {
        Map<String, List<String>> lexemes = new HashMap<>();
        texts.forEach(text -> lexemes.put(text, List.of()));
        Map<Integer, Map<Integer, String>> found = new HashMap<>();
        try (PreparedStatement question = connection.prepareStatement(
                """
                SELECT t.i, w.lexeme, p.position
                FROM unnest(?::text[]) WITH ORDINALITY AS t (body, i),
                    unnest(to_tsvector('english', t.body)) AS w, unnest(w.positions) AS p (position)
                """)) {
            question.setArray(1, array(texts));
            try (ResultSet rows = question.executeQuery()) {
                while (rows.next()) {
                    // Two lexemes may stand at one position, as of a word with a hyphen.
                    Map<Integer, String> words = found.computeIfAbsent(rows.getInt(1), i -> new TreeMap<>());
                    words.merge(rows.getInt(3), rows.getString(2), (one, other) -> one + " " + other);
                }
            }
        } catch (SQLException failed) {
            throw new BenchException("PostgreSQL cannot tell the words", failed);
        }
        found.forEach((i, words) -> lexemes.put(
                texts.get(i - 1), List.of(String.join(" ", words.values()).split(" "))));
        return lexemes;
    }

    /** {@code ts_rank_cd} over the words of the question joined by OR, as nothing has them all. */
    Contender rankedByCoverDensity(JudgedSet set) {
        List<String> keys = new ArrayList<>();
        List<String> lines = new ArrayList<>();
        set.passages().forEach(passage -> {
            keys.add(passage.key());
            lines.add(passage.line());
        });
        try (PreparedStatement insert = connection.prepareStatement(
                """
                INSERT INTO passage SELECT ?, i, key, to_tsvector('english', line)
                FROM unnest(?::text[], ?::text[]) WITH ORDINALITY AS t (key, line, i) ON CONFLICT DO NOTHING
                """)) {
            insert.setString(1, set.corpus());
            insert.setArray(2, array(keys));
            insert.setArray(3, array(lines));
            insert.execute();
        } catch (SQLException failed) {
            throw new BenchException("the passages of " + set.name() + " cannot be stored", failed);
        }
        return new Contender() {
            @Override
            public String name() {
                return "ts_rank_cd";
            }

            @Override
            public List<String> answer(String question, int limit) {
                return coverDensity(set.corpus(), question, limit);
            }
        };
    }

    private List<String> coverDensity(String corpus, String question, int limit) {
        List<String> keys = new ArrayList<>();
        try (PreparedStatement search = connection.prepareStatement(
                """
                WITH q AS (
                    SELECT string_agg(quote_literal(lexeme), ' | ')::tsquery AS query
                    FROM unnest(tsvector_to_array(to_tsvector('english', ?))) AS lexeme)
                SELECT key FROM passage, q WHERE corpus = ? AND words @@ query
                ORDER BY ts_rank_cd(words, query) DESC, ordinal LIMIT ?
                """)) {
            search.setString(1, question);
            search.setString(2, corpus);
            search.setInt(3, limit);
            try (ResultSet rows = search.executeQuery()) {
                while (rows.next()) {
                    keys.add(rows.getString(1));
                }
            }
            return keys;
        } catch (SQLException failed) {
            throw new BenchException("ts_rank_cd failed", failed);
        }
    }

    private Array array(List<String> texts) throws SQLException {
        return connection.createArrayOf("text", texts.toArray());
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException failed) {
            throw new BenchException("closing failed", failed);
        }
    }
}
