package dev.holdfast.http.knowledge;

import dev.holdfast.domain.identity.Permission;
import dev.holdfast.domain.knowledge.Collection;
import dev.holdfast.domain.knowledge.CollectionDraft;
import dev.holdfast.domain.knowledge.Document;
import dev.holdfast.domain.knowledge.DocumentDraft;
import dev.holdfast.domain.recall.Condition;
import dev.holdfast.domain.recall.PassageKind;
import dev.holdfast.domain.recall.Ranked;
import dev.holdfast.domain.recall.Tuning;
import dev.holdfast.domain.shared.AlreadyExists;
import dev.holdfast.domain.shared.Cursor;
import dev.holdfast.domain.shared.NotFound;
import dev.holdfast.domain.shared.Page;
import dev.holdfast.domain.shared.PageRequest;
import dev.holdfast.domain.shared.Written;
import dev.holdfast.http.knowledge.KnowledgeToolRequests.AddDocument;
import dev.holdfast.http.knowledge.KnowledgeToolRequests.GetDocument;
import dev.holdfast.http.knowledge.KnowledgeToolRequests.ListCollections;
import dev.holdfast.http.knowledge.KnowledgeToolRequests.SearchDocuments;
import dev.holdfast.http.knowledge.KnowledgeToolViews.Found;
import dev.holdfast.http.knowledge.KnowledgeToolViews.FoundPage;
import dev.holdfast.http.knowledge.KnowledgeToolViews.Listed;
import dev.holdfast.http.knowledge.KnowledgeToolViews.ListedPage;
import dev.holdfast.http.knowledge.KnowledgeToolViews.Read;
import dev.holdfast.http.knowledge.KnowledgeToolViews.Receipt;
import dev.holdfast.http.mcp.Budget;
import dev.holdfast.http.mcp.Fence;
import dev.holdfast.http.mcp.Tool;
import dev.holdfast.http.mcp.ToolCall;
import dev.holdfast.http.mcp.ToolDeclaration;
import dev.holdfast.http.mcp.ToolReply;
import dev.holdfast.ports.knowledge.KnowledgeService;
import dev.holdfast.ports.recall.RecallQuery;
import dev.holdfast.ports.recall.RecallService;
import dev.holdfast.ports.shared.CallContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Documents as tools. */
public final class KnowledgeTools {
    private static final int DEFAULT_ITEMS = 10;
    private static final int READ_TOKENS = 8_000;

    private final KnowledgeService knowledge;
    private final RecallService recalls;

    public KnowledgeTools(KnowledgeService knowledge, RecallService recalls) {
        this.knowledge = knowledge;
        this.recalls = recalls;
    }

    public List<Tool<?>> tools() {
        return List.of(searchDocuments(), getDocument(), addDocument(), listCollections());
    }

    private Tool<SearchDocuments> searchDocuments() {
        return ToolDeclaration.tool("search_documents", SearchDocuments.class)
                .described(
                        "Search documents",
                        "Find passages of stored documents by plain words. Use it before answering what documentation may settle;"
                                + " to read on around a passage use get_document. Example:"
                                + " {\"query\":\"how are backups restored\",\"collection\":\"handbook\"}")
                .reads(Permission.KNOWLEDGE_READ)
                .heavy()
                .argument("query", "What to look for")
                .argument("collection", "Only in this one")
                .argument("limit", "At most so many (10)")
                .argument("max_tokens", "Size of the reply (2000)")
                .argument("cursor", "next_cursor of the last reply")
                .answers(FoundPage.class)
                .handledBy(this::search);
    }

    private ToolReply search(ToolCall<SearchDocuments> call) {
        SearchDocuments wish = call.arguments();
        int from = Integer.parseInt(
                call.position(wish.cursor()).map(position -> position.at(0)).orElse("0"));
        int items = Budget.items(wish.limit(), DEFAULT_ITEMS);
        Budget budget = Budget.of(wish.maxTokens(), Budget.DEFAULT_TOKENS);
        List<Ranked> ranked = recalls.recall(
                        call.context(), query(wish, Math.min(RecallQuery.MAX_LIMIT, from + items + 1)))
                .items();
        List<Found> found = new ArrayList<>();
        int next = Math.min(from, ranked.size());
        while (next < ranked.size() && found.size() < items) {
            Optional<String> text = budget.take(ranked.get(next).passage().text());
            if (text.isEmpty()) {
                break;
            }
            found.add(Found.of(ranked.get(next).passage(), text.get()));
            next++;
        }
        Optional<String> cursor = next < ranked.size()
                ? Optional.of(call.cursor(Cursor.after(Integer.toString(next))))
                : Optional.empty();
        String introduction = found.isEmpty()
                ? "Nothing found."
                : found.size() + " of the best" + (cursor.isPresent() ? "; more with next_cursor." : ".");
        return ToolReply.of(
                Fence.around(introduction, found.stream().map(Found::fenced).toList()),
                new FoundPage(found, budget.used(), cursor));
    }

    private static RecallQuery query(SearchDocuments wish, int limit) {
        return new RecallQuery(
                wish.query(),
                Optional.empty(),
                wish.collection().stream().toList(),
                Set.of(PassageKind.CHUNK),
                Condition.ALWAYS,
                Optional.empty(),
                Optional.empty(),
                limit,
                RecallQuery.MAX_TOKENS,
                Tuning.DEFAULT);
    }

    private Tool<GetDocument> getDocument() {
        return ToolDeclaration.tool("get_document", GetDocument.class)
                .described(
                        "Get document",
                        "Read one document from its beginning, in parts when it is long. To find something in it use"
                                + " search_documents.")
                .reads(Permission.KNOWLEDGE_READ)
                .heavy()
                .arguments("collection", "document")
                .argument("max_tokens", "Size of the reply (8000)")
                .argument("cursor", "next_cursor of the last reply")
                .answers(Read.class)
                .handledBy(this::read);
    }

    private ToolReply read(ToolCall<GetDocument> call) {
        GetDocument wish = call.arguments();
        Document document = knowledge.document(call.context(), wish.address());
        DocumentText.Part part = new DocumentText(knowledge)
                .read(call.context(), document, call.position(wish.cursor()), Budget.of(wish.maxTokens(), READ_TOKENS));
        Read view = Read.of(
                document,
                part.text(),
                call.context().principal().id(),
                part.next().map(call::cursor));
        return ToolReply.of(
                Fence.around(
                        view.nextCursor().isPresent() ? "A part; more with next_cursor." : "All of it.",
                        List.of(view.fenced())),
                view);
    }

    private Tool<AddDocument> addDocument() {
        return ToolDeclaration.tool("add_document", AddDocument.class)
                .described(
                        "Add document",
                        "Store a text (plain or Markdown) to be found by search_documents; the same collection and document"
                                + " overwrite. For single facts use remember, if there is such a tool. Example:"
                                + " {\"collection\":\"handbook\",\"document\":\"backup.md\",\"text\":\"# Backups ...\"}")
                .changes(Permission.KNOWLEDGE_WRITE, true, true)
                .argument("collection", "a-z, 0-9 and -; made when there is none")
                .argument("document", "Its stable name, such as a path")
                .arguments("text", "title")
                .argument("source", "URL or file")
                .arguments("metadata")
                .answers(Receipt.class)
                .handledBy(call -> {
                    Written<Document> written =
                            add(call.context(), call.arguments().draft());
                    Receipt receipt = Receipt.of(written);
                    String what = receipt.replayed() ? "was done before" : receipt.created() ? "created" : "replaced";
                    return ToolReply.of(
                            what + ": " + written.value().address() + ", version " + receipt.version(), receipt);
                });
    }

    /** An agent has no other way to make a collection. */
    private Written<Document> add(CallContext call, DocumentDraft draft) {
        try {
            return knowledge.set(call, draft);
        } catch (NotFound noCollection) {
            CallContext plain = new CallContext(call.principal(), call.deadline(), call.requestId(), Optional.empty());
            try {
                knowledge.createCollection(
                        plain, CollectionDraft.of(draft.address().collection()));
            } catch (AlreadyExists meanwhile) {
                // Somebody else made it at the same time.
            }
            return knowledge.set(call, draft);
        }
    }

    private Tool<ListCollections> listCollections() {
        return ToolDeclaration.tool("list_collections", ListCollections.class)
                .described("List collections", "The collections of documents you may see, by name.")
                .reads(Permission.KNOWLEDGE_READ)
                .arguments("limit", "cursor")
                .answers(ListedPage.class)
                .handledBy(call -> {
                    ListCollections wish = call.arguments();
                    Page<Collection> page = knowledge.collections(
                            call.context(),
                            new PageRequest(
                                    call.position(wish.cursor()),
                                    Budget.items(wish.limit(), PageRequest.DEFAULT_LIMIT)));
                    List<Listed> items = page.items().stream()
                            .map(one -> new Listed(
                                    one.name().value(), one.description().map(text -> Budget.cut(text, 50))))
                            .toList();
                    String names =
                            String.join(", ", items.stream().map(Listed::name).toList());
                    return ToolReply.of(
                            names.isEmpty() ? "There are none." : names,
                            new ListedPage(items, page.next().map(call::cursor)));
                });
    }
}
