package dev.holdfast.domain.knowledge;

import static dev.holdfast.domain.knowledge.Collections.aCollection;

import dev.holdfast.domain.RepositoriesUnderTest;
import dev.holdfast.domain.TestTenant;
import dev.holdfast.domain.shared.Page;
import dev.holdfast.domain.shared.PageRequest;
import dev.holdfast.domain.shared.Revision;
import dev.holdfast.domain.shared.Written;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A tenant of its own and the repositories, for one law. Every write moves the tenant's clock on first, so no two writes share a
 * moment.
 */
public record KnowledgeStage(TestTenant tenant, CollectionRepository collections, DocumentRepository documents) {
    public static KnowledgeStage on(RepositoriesUnderTest storage) {
        return new KnowledgeStage(TestTenant.in(storage), storage.collections(), storage.documents());
    }

    /** A stage on which the collection of {@link Documents#aDocument} exists. */
    public static KnowledgeStage furnished(RepositoriesUnderTest storage) {
        KnowledgeStage here = on(storage);
        here.put(aCollection());
        return here;
    }

    public KnowledgeStage neighbour() {
        return new KnowledgeStage(tenant.neighbour(), collections, documents);
    }

    public Written<Collection> put(Collections collection) {
        tenant.tick();
        return collections.upsert(tenant.scope(), collection.write(), tenant.change());
    }

    public Written<Collection> insert(Collections collection) {
        tenant.tick();
        return collections.insert(tenant.scope(), collection.write(), tenant.change());
    }

    public Written<Collection> update(Collections collection, Revision expected) {
        tenant.tick();
        return collections.update(tenant.scope(), collection.write(), expected, tenant.change());
    }

    public boolean delete(Collections collection, Optional<Revision> expected) {
        tenant.tick();
        return collections.delete(tenant.scope(), collection.name(), expected, tenant.auditId(), tenant.change());
    }

    public Optional<Collection> find(Collections collection) {
        return collections.find(tenant.scope(), collection.name());
    }

    public List<String> names() {
        return all(20, page -> collections.list(tenant.scope(), Optional.empty(), page)).stream()
                .map(collection -> collection.name().value())
                .toList();
    }

    public Written<Document> put(Documents document) {
        tenant.tick();
        return documents.upsert(tenant.scope(), document.write(), tenant.change());
    }

    public Written<Document> insert(Documents document) {
        tenant.tick();
        return documents.insert(tenant.scope(), document.write(), tenant.change());
    }

    public Written<Document> update(Documents document, Revision expected) {
        tenant.tick();
        return documents.update(tenant.scope(), document.write(), expected, tenant.change());
    }

    public List<Written<Document>> putAll(Documents... all) {
        tenant.tick();
        return documents.upsertAll(
                tenant.scope(),
                all[0].address().collection(),
                Stream.of(all).map(Documents::write).toList(),
                tenant.change());
    }

    public boolean delete(Documents document, Optional<Revision> expected) {
        tenant.tick();
        return documents.delete(tenant.scope(), document.address(), expected, tenant.auditId(), tenant.change());
    }

    public Optional<Document> find(Documents document) {
        return documents.find(tenant.scope(), document.address());
    }

    public List<String> ids(String collection) {
        return all(20, page -> documents.list(tenant.scope(), new CollectionName(collection), page)).stream()
                .map(document -> document.address().externalId())
                .toList();
    }

    public List<Chunk> chunks(Documents document) {
        return all(PageRequest.MAX_LIMIT, page -> documents.chunks(tenant.scope(), document.address(), page));
    }

    public List<String> texts(Documents document) {
        return chunks(document).stream().map(Chunk::text).toList();
    }

    /** Every item of a list. */
    public static <T> List<T> all(int limit, Function<PageRequest, Page<T>> list) {
        return pages(limit, list).stream()
                .flatMap(page -> page.items().stream())
                .toList();
    }

    /** Every page of a list. */
    public static <T> List<Page<T>> pages(int limit, Function<PageRequest, Page<T>> list) {
        List<Page<T>> pages = new ArrayList<>();
        Page<T> page = list.apply(PageRequest.first(limit));
        pages.add(page);
        while (page.next().isPresent()) {
            page = list.apply(PageRequest.after(page.next().get(), limit));
            pages.add(page);
        }
        return pages;
    }
}
