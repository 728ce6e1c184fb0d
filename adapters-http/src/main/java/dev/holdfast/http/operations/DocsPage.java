package dev.holdfast.http.operations;

import dev.holdfast.http.support.Answer;

/** The page at {@code /docs}, which shows the OpenAPI document. */
final class DocsPage {
    private final SelfContainedPage page = new SelfContainedPage(
            SelfContainedPage.resource("docs.html"),
            SelfContainedPage.resource("docs.css"),
            SelfContainedPage.resource("docs.js"));

    Answer answer() {
        return page.answer();
    }
}
