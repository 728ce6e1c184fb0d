package dev.holdfast.http.operations;

import com.codahale.metrics.MetricRegistry;
import dev.holdfast.http.support.Answer;
import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.instrumentation.dropwizard.DropwizardExports;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The metrics of the process as Prometheus reads them. */
final class MetricsText {
    static final String MEDIA_TYPE = PrometheusTextFormatWriter.CONTENT_TYPE;

    private final DropwizardExports exports;
    private final PrometheusTextFormatWriter writer = PrometheusTextFormatWriter.create();

    MetricsText(MetricRegistry metrics) {
        this.exports = new DropwizardExports(metrics);
    }

    Answer.Content render() {
        ByteArrayOutputStream text = new ByteArrayOutputStream(16 * 1024);
        try {
            writer.write(text, exports.collect(), EscapingScheme.UNDERSCORE_ESCAPING);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return new Answer.Content(MEDIA_TYPE, text.toByteArray());
    }
}
