package dev.holdfast.postgres.embedding;

import dev.holdfast.domain.embedding.PendingText;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** Texts of the list, column by column. */
record Work(List<PendingText> texts) {
    List<String> kinds() {
        return texts.stream()
                .map(text -> text.owner().kind().name().toLowerCase(Locale.ROOT))
                .toList();
    }

    List<UUID> owners() {
        return texts.stream().map(text -> text.owner().id()).toList();
    }

    List<byte[]> hashes() {
        return texts.stream().map(text -> text.hash().bytes()).toList();
    }
}
