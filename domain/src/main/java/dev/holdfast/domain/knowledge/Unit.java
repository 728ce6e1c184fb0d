package dev.holdfast.domain.knowledge;

import dev.holdfast.domain.shared.TextRules;
import dev.holdfast.domain.shared.Tokens;
import java.util.ArrayList;
import java.util.List;

/**
 * What a chunk takes whole.
 *
 * @param solid whether it is code or of a table
 * @param cost thousandths of a token
 * @param bytes in UTF-8
 */
record Unit(Span span, boolean solid, long cost, long bytes) {
    /** A block in pieces, each as large as fits a chunk. */
    static List<Unit> of(String text, Section.Block block, int size) {
        List<Unit> units = new ArrayList<>();
        divide(text, block.span(), block.solid(), size, block.solid() ? Cut.OF_LINES : Cut.OF_PROSE, units);
        return units;
    }

    static Unit of(String text, Span span, boolean solid) {
        return new Unit(
                span, solid, Tokens.thousandths(text, span.start(), span.end()), TextRules.utf8Length(span.in(text)));
    }

    /** @param cuts that are left to be tried */
    private static void divide(String text, Span span, boolean solid, int size, List<Cut> cuts, List<Unit> units) {
        // Lines of code begin with their indentation.
        Span kept = solid && !span.stripped(text).isEmpty() ? span.strippedAfter(text) : span.stripped(text);
        if (kept.isEmpty()) {
            return;
        }
        Unit unit = of(text, kept, solid);
        if (cuts.isEmpty() || (unit.cost <= 1000L * size && unit.bytes <= ChunkDraft.MAX_TEXT_BYTES)) {
            units.add(unit);
            return;
        }
        Cut cut = cuts.getFirst();
        for (Span part : cut.parts(text, kept, size)) {
            divide(text, part, solid && cut == Cut.LINES, size, cuts.subList(1, cuts.size()), units);
        }
    }

    /** Where the next chunk may begin inside this one: at its items if it has any, else at its sentences. Ascending. */
    List<Integer> innerStarts(String text) {
        if (solid) {
            return List.of();
        }
        List<Integer> items = Cut.itemStarts(text, span);
        return items.isEmpty() ? Sentences.starts(text, span.start(), span.end()) : items;
    }
}
