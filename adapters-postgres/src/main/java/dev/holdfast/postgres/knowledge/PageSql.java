package dev.holdfast.postgres.knowledge;

import dev.holdfast.domain.shared.Page;

/**
 * {@code SELECT columns, followed WEIGHED weight BEFORE select ORDERED order IN_PAGE order}: of the rows that the inner {@code select}
 * answers, {@code #{most}} and one more, those that {@link Page#MAX_BYTES} leaves in a page. {@code followed} says that another came
 * after the row, in the page or not. The database alone weighs and cuts: two scales would lose what lies between them.
 */
final class PageSql {
    static final String WEIGHED = " FROM (SELECT *, row_number() OVER ordered AS place,"
            + " lead(true, 1, false) OVER ordered AS followed, coalesce(sum(";

    static final String BEFORE =
            ") OVER (ordered ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS weight_before FROM (";

    static final String ORDERED = ") AS found WINDOW ordered AS (ORDER BY ";

    static final String IN_PAGE =
            ")) AS page WHERE weight_before < " + Page.MAX_BYTES + " AND page.place <= #{most} ORDER BY ";

    private PageSql() {}
}
