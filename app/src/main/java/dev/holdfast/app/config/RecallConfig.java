package dev.holdfast.app.config;

import java.time.Duration;
import java.util.List;

/**
 * What is remembered of answers.
 *
 * @param ledger whether anything is
 * @param retention for how long
 */
public record RecallConfig(boolean ledger, Duration retention) {
    static final Setting<Boolean> LEDGER = Setting.of(
            "recall.ledger",
            "HOLDFAST_RECALL_LEDGER",
            Form.flag(),
            "true",
            "Remembers what was answered to whom by `POST /v1/recall`: the question, and ids, versions and scores of the"
                    + " items, no texts. Without it an answer has no `recall_id`.");

    static final Setting<Duration> RETENTION = Setting.of(
            "recall.retention",
            "HOLDFAST_RECALL_RETENTION",
            Form.duration(Duration.ofMinutes(1), Duration.ofDays(36_500)),
            "30d",
            "How long an answer is remembered, and what was said of it.");

    static final Section SECTION = new Section("Recall", List.of(LEDGER, RETENTION));

    static RecallConfig of(Values values) {
        return new RecallConfig(values.get(LEDGER), values.get(RETENTION));
    }
}
