package dev.holdfast.domain.knowledge;

import dev.holdfast.domain.shared.TextRules;
import dev.holdfast.domain.shared.Tokens;
import java.util.ArrayList;
import java.util.List;

/** Fills chunks with the units of one section, in one pass. */
final class Packer {
    private final String text;
    private final List<Unit> units;
    private final long limit;
    private final long overlap;
    /** What lies before each unit since the first: thousandths of a token, and bytes. */
    private final long[] costBefore;

    private final long[] bytesBefore;

    /** @param size and overlap in tokens; each unit fits a chunk by itself */
    Packer(String text, List<Unit> units, int size, int overlap) {
        this.text = text;
        this.units = units;
        this.limit = 1000L * size;
        this.overlap = 1000L * overlap;
        this.costBefore = new long[units.size()];
        this.bytesBefore = new long[units.size()];
        for (int i = 1; i < units.size(); i++) {
            Unit unit = units.get(i - 1);
            int end = unit.span().end();
            int next = units.get(i).span().start();
            costBefore[i] = costBefore[i - 1] + unit.cost() + Tokens.thousandths(text, end, next);
            bytesBefore[i] = bytesBefore[i - 1] + unit.bytes() + TextRules.utf8Length(text.substring(end, next));
        }
    }

    List<Span> chunks() {
        List<Span> chunks = new ArrayList<>();
        Lead lead = new Lead(units.isEmpty() ? 0 : units.getFirst().span().start(), 0, 0);
        int first = 0;
        while (first < units.size()) {
            int end = first + 1;
            while (end < units.size() && fits(lead, first, end)) {
                end++;
            }
            Span chunk = new Span(lead.start, units.get(end - 1).span().end());
            chunks.add(chunk);
            if (end < units.size()) {
                lead = lead(chunk, end);
            }
            first = end;
        }
        return chunks;
    }

    /** Whether a chunk that begins so and goes on with unit {@code first} can also have unit {@code last}. */
    private boolean fits(Lead lead, int first, int last) {
        Unit unit = units.get(last);
        return lead.cost + costBefore[last] - costBefore[first] + unit.cost() <= limit
                && lead.bytes + bytesBefore[last] - bytesBefore[first] + unit.bytes() <= ChunkDraft.MAX_TEXT_BYTES;
    }

    /** How the chunk of unit {@code next} begins: as early in the one before as overlap and size allow. */
    private Lead lead(Span before, int next) {
        Unit unit = units.get(next);
        Lead bounds = new Lead(
                before.start() + 1, Math.min(overlap, limit - unit.cost()), ChunkDraft.MAX_TEXT_BYTES - unit.bytes());
        Lead lead = new Lead(unit.span().start(), 0, 0);
        int i = next - 1;
        for (; i >= 0; i--) {
            Lead earlier = lead.from(text, units.get(i).span().start());
            if (!earlier.within(bounds)) {
                break;
            }
            lead = earlier;
        }
        if (i < 0) {
            return lead;
        }
        for (int start : units.get(i).innerStarts(text).reversed()) {
            Lead earlier = lead.from(text, start);
            if (!earlier.within(bounds)) {
                break;
            }
            lead = earlier;
        }
        return lead;
    }

    /** What a chunk repeats before its first new unit: from {@code start}, and what that takes; or the bounds of it. */
    private record Lead(int start, long cost, long bytes) {
        /** The same, begun earlier. */
        Lead from(String text, int earlier) {
            return new Lead(
                    earlier,
                    cost + Tokens.thousandths(text, earlier, start),
                    bytes + TextRules.utf8Length(text.substring(earlier, start)));
        }

        boolean within(Lead bounds) {
            return start >= bounds.start && cost <= bounds.cost && bytes <= bounds.bytes;
        }
    }
}
