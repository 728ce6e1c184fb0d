package dev.holdfast.app.serve;

import dev.holdfast.domain.shared.Secret;
import dev.holdfast.domain.shared.TenantId;
import java.util.Optional;

/** What a person sees when the server is up: where it is and the first two things to try. */
record Banner(String version, String url, String location, TenantId tenant, Optional<Secret> firstKey) {

    String text() {
        return """

                Holdfast %s is listening on %s

                  data    %s
                  docs    %s/docs
                  tenant  %s
                %s
                Remember something, then find it again:

                %s  curl -X PUT %s/v1/memories/users%%2F42/colour \\
                    -H "Authorization: Bearer $KEY" -H 'Content-Type: application/json' \\
                    -d '{"content": "Prefers dark blue"}'

                  curl -X POST %s/v1/memories/search \\
                    -H "Authorization: Bearer $KEY" -H 'Content-Type: application/json' \\
                    -d '{"query": "blue"}'
                """.formatted(version, url, location, url, tenant, keyLines(), shellKey(), url, url);
    }

    private String keyLines() {
        return firstKey.isPresent()
                ? "  key     %s\n          (administrator; shown this once, keep it)\n"
                        .formatted(firstKey.get().reveal())
                : "  key     one you have, or a new one: holdfast keys create --name mine --role writer\n";
    }

    private String shellKey() {
        return firstKey.map(key -> "  KEY=" + key.reveal() + "\n\n").orElse("  KEY=hf_...\n\n");
    }
}
