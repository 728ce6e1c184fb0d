package dev.holdfast.postgres.operations;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;

/** The files of pgvector on their way to a PostgreSQL on this machine, such as the embedded one. */
public final class PgVectorFiles {
    private static final String LIBRARY = "vector.so";

    private PgVectorFiles() {}

    /**
     * Copies them to where the server looks for extensions. It need not be started again.
     *
     * @param folder what {@code scripts/pgvector} left for this version of PostgreSQL
     * @throws DatabaseException when the folder has none, or the server's folders cannot be written
     */
    public static void copy(Path folder, AdminConnection admin) {
        try (Connection connection = admin.open();
                Statement statement = connection.createStatement()) {
            Path library = folderOf(statement, "PKGLIBDIR");
            Path scripts = folderOf(statement, "SHAREDIR").resolve("extension");
            if (!Files.exists(folder.resolve(LIBRARY))) {
                throw new IOException("there is no " + LIBRARY + " in " + folder);
            }
            for (Path file : files(folder)) {
                String name = file.getFileName().toString();
                Files.copy(
                        file,
                        (name.equals(LIBRARY) ? library : scripts).resolve(name),
                        StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException failed) {
            throw new DatabaseException("pgvector could not be copied: " + failed.getMessage(), failed);
        } catch (SQLException failed) {
            throw new DatabaseException("the database could not be asked where its extensions are", failed);
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith("vector"))
                    .toList();
        }
    }

    private static Path folderOf(Statement statement, String setting) throws SQLException {
        try (ResultSet row = statement.executeQuery("SELECT setting FROM pg_config WHERE name = '" + setting + "'")) {
            row.next();
            return Path.of(row.getString(1));
        }
    }
}
