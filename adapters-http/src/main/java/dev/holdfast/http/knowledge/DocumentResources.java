package dev.holdfast.http.knowledge;

import dev.holdfast.domain.knowledge.Collection;
import dev.holdfast.domain.knowledge.CollectionName;
import dev.holdfast.domain.knowledge.Document;
import dev.holdfast.domain.knowledge.DocumentAddress;
import dev.holdfast.domain.shared.Cursor;
import dev.holdfast.domain.shared.Page;
import dev.holdfast.domain.shared.PageRequest;
import dev.holdfast.http.mcp.Budget;
import dev.holdfast.http.mcp.McpCall;
import dev.holdfast.http.mcp.ResourceProvider;
import dev.holdfast.http.support.Percent;
import dev.holdfast.ports.knowledge.KnowledgeService;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Documents as resources: {@code document://handbook/backup.md}, both parts percent-encoded. Read as their text, which is data. */
public final class DocumentResources implements ResourceProvider {
    private static final String SCHEME = "document://";
    private static final String TEXT = "text/markdown";
    private static final int MOST_TOKENS = 50_000;

    private final KnowledgeService knowledge;

    public DocumentResources(KnowledgeService knowledge) {
        this.knowledge = knowledge;
    }

    @Override
    public List<Template> templates() {
        return List.of(new Template(
                SCHEME + "{collection}/{document}",
                "document",
                "Document",
                "The text of one document, of a long one its beginning. Percent-encoded: document://handbook/a%2Fb.md",
                TEXT));
    }

    /** Collection by collection; the position is the one before the collection that is listed now, and the document in it. */
    @Override
    public Page<Listed> list(McpCall call, PageRequest page) {
        Optional<Cursor> before = page.after()
                .map(cursor -> Cursor.after(cursor.at(0)))
                .filter(cursor -> !cursor.at(0).isEmpty());
        Optional<Cursor> inside =
                page.after().filter(cursor -> cursor.position().size() > 1).map(cursor -> Cursor.after(cursor.at(1)));
        Page<Collection> one = knowledge.collections(call.context(), new PageRequest(before, 1));
        if (one.items().isEmpty()) {
            return new Page<>(List.of(), Optional.empty());
        }
        CollectionName name = one.items().get(0).name();
        Page<Document> found = knowledge.documents(call.context(), name, new PageRequest(inside, page.limit()));
        Optional<Cursor> next = found.next()
                .map(cursor -> Cursor.after(before.map(earlier -> earlier.at(0)).orElse(""), cursor.at(0)))
                .or(() -> one.next().map(cursor -> Cursor.after(cursor.at(0))));
        List<Listed> listed = new ArrayList<>();
        for (Document document : found.items()) {
            listed.add(new Listed(
                    uri(document.address()),
                    document.address().externalId(),
                    document.title().orElse(document.address().toString()),
                    TEXT));
        }
        return new Page<>(listed, next);
    }

    @Override
    public Optional<Content> read(McpCall call, String uri) {
        return address(uri).map(address -> {
            Document document = knowledge.document(call.context(), address);
            DocumentText.Part text = new DocumentText(knowledge)
                    .read(call.context(), document, Optional.empty(), Budget.of(Optional.of(MOST_TOKENS), MOST_TOKENS));
            return Content.text(uri, TEXT, text.text());
        });
    }

    public static String uri(DocumentAddress address) {
        return SCHEME + Percent.encode(address.collection().value()) + "/" + Percent.encode(address.externalId());
    }

    /** Empty unless it is the URI of a document, there or not. */
    public static Optional<DocumentAddress> address(String uri) {
        int slash = uri.indexOf('/', SCHEME.length());
        if (!uri.startsWith(SCHEME) || slash < 0 || uri.indexOf('/', slash + 1) >= 0) {
            return Optional.empty();
        }
        Optional<String> collection = Percent.decode(uri.substring(SCHEME.length(), slash), false);
        Optional<String> document = Percent.decode(uri.substring(slash + 1), false);
        return collection.flatMap(name -> document.map(id -> DocumentAddress.of(name, id)));
    }
}
