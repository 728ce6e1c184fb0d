package dev.holdfast.http.operations;

import com.codahale.metrics.MetricRegistry;
import dev.holdfast.http.support.Answer;
import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.instrumentation.dropwizard.DropwizardExports;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The metrics of the process as Prometheus reads them. */
final class MetricsText {
    static final String MEDIA_TYPE = PrometheusTextFormatWriter.CONTENT_TYPE;

    private final DropwizardExports exports;
    private final PrometheusTextFormatWriter writer = PrometheusTextFormatWriter.create();

    MetricsText(MetricRegistry metrics) {
        this.exports = new DropwizardExports(metrics);
    }

    Answer.Content render() {
        return new Answer.Content(MEDIA_TYPE, text().getBytes(StandardCharsets.UTF_8));
    }

    String text() {
        ByteArrayOutputStream text = new ByteArrayOutputStream(16 * 1024);
        try {
            writer.write(text, MetricFamilies.of(exports.collect()), EscapingScheme.UNDERSCORE_ESCAPING);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.toString(StandardCharsets.UTF_8);
    }
}
