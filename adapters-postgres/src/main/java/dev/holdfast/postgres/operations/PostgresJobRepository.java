package dev.holdfast.postgres.operations;

import dev.holdfast.domain.operations.JobRepository;
import dev.holdfast.domain.operations.JobState;
import dev.holdfast.domain.operations.JobTurn;
import dev.holdfast.domain.shared.Scope;
import dev.holdfast.postgres.support.Row;
import dev.holdfast.postgres.support.SqlRunner;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Jobs in PostgreSQL: one statement decides whose turn it is. */
public final class PostgresJobRepository implements JobRepository {
    private final SqlRunner runner;

    public PostgresJobRepository(SqlRunner runner) {
        this.runner =
                runner.reading(JobState.class, PostgresJobRepository::state).with(JobMapper.class);
    }

    private static JobState state(Row row) throws SQLException {
        return new JobState(
                row.text(),
                row.instant(),
                row.text(),
                row.instant(),
                row.optionalInstant(),
                row.optionalText(),
                row.optionalInstant());
    }

    @Override
    public boolean begin(Scope scope, JobTurn turn) {
        return runner.write(
                        scope,
                        "job.begin",
                        (session, entry) -> session.getMapper(JobMapper.class).begin(entry, turn))
                .isPresent();
    }

    @Override
    public void end(Scope scope, JobTurn turn, Instant at, Optional<String> failure) {
        runner.write(
                scope,
                "job.end",
                (session, entry) -> session.getMapper(JobMapper.class).end(entry, turn, at, failure));
    }

    @Override
    public List<JobState> list(Scope scope) {
        return runner.read(
                scope,
                "job.list",
                (session, entry) -> session.getMapper(JobMapper.class).list(entry));
    }
}
