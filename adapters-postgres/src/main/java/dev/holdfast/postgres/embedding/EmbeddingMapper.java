package dev.holdfast.postgres.embedding;

import dev.holdfast.domain.embedding.ContentHash;
import dev.holdfast.domain.embedding.Embedding;
import dev.holdfast.domain.embedding.EmbeddingModel;
import dev.holdfast.domain.embedding.FailedText;
import dev.holdfast.domain.embedding.ModelProgress;
import dev.holdfast.domain.embedding.ModelStatus;
import dev.holdfast.domain.embedding.PendingText;
import dev.holdfast.postgres.support.Entry;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;

/** The statements of {@link EmbeddingSql} and what they answer. */
interface EmbeddingMapper {
    @Select(value = EmbeddingSql.REGISTER, affectData = true)
    int register(@Param("entry") Entry entry, @Param("model") EmbeddingModel model, @Param("now") Instant now);

    @Select(EmbeddingSql.FIND_MODEL)
    Optional<EmbeddingModel> findModel(@Param("entry") Entry entry, @Param("name") String name);

    @Select(EmbeddingSql.ACTIVE)
    Optional<EmbeddingModel> active(@Param("entry") Entry entry);

    @Select(EmbeddingSql.MODELS)
    List<ModelStatus> models(@Param("entry") Entry entry);

    @Select(EmbeddingSql.IN_USE)
    List<ModelProgress> inUse(@Param("entry") Entry entry);

    @Select(value = EmbeddingSql.BEGIN, affectData = true)
    Optional<String> begin(
            @Param("entry") Entry entry, @Param("model") EmbeddingModel model, @Param("now") Instant now);

    @Select(value = EmbeddingSql.CUT_OVER, affectData = true)
    boolean cutOver(@Param("entry") Entry entry, @Param("evenIfIncomplete") boolean evenIfIncomplete);

    @Select(EmbeddingSql.FIND)
    List<Embedding> find(
            @Param("entry") Entry entry, @Param("model") String model, @Param("hashes") List<byte[]> hashes);

    @Select(EmbeddingSql.READY)
    List<ContentHash> ready(@Param("entry") Entry entry, @Param("hashes") List<byte[]> hashes);

    @Select(EmbeddingSql.PRESENT)
    List<ContentHash> present(
            @Param("entry") Entry entry, @Param("model") String model, @Param("hashes") List<byte[]> hashes);

    @Select(value = EmbeddingSql.STORE, affectData = true)
    int store(
            @Param("entry") Entry entry,
            @Param("model") EmbeddingModel model,
            @Param("batch") Batch batch,
            @Param("cached") boolean cached,
            @Param("now") Instant now);

    @Select(value = EmbeddingSql.ENQUEUE_MEMORIES, affectData = true)
    int enqueueMemories(
            @Param("entry") Entry entry,
            @Param("model") String model,
            @Param("most") int most,
            @Param("now") Instant now);

    @Select(value = EmbeddingSql.ENQUEUE_CHUNKS, affectData = true)
    int enqueueChunks(
            @Param("entry") Entry entry,
            @Param("model") String model,
            @Param("most") int most,
            @Param("now") Instant now);

    @Select(value = EmbeddingSql.CLAIM, affectData = true)
    List<PendingText> claim(
            @Param("entry") Entry entry,
            @Param("model") String model,
            @Param("most") int most,
            @Param("now") Instant now,
            @Param("until") Instant until);

    @Delete(EmbeddingSql.COMPLETE)
    void complete(
            @Param("entry") Entry entry,
            @Param("model") EmbeddingModel model,
            @Param("batch") Batch batch,
            @Param("work") Work work,
            @Param("cached") boolean cached,
            @Param("now") Instant now);

    @Update(EmbeddingSql.POSTPONE)
    void postpone(
            @Param("entry") Entry entry,
            @Param("model") String model,
            @Param("work") Work work,
            @Param("due") Instant due,
            @Param("reason") String reason);

    @Update(EmbeddingSql.GIVE_UP)
    void giveUp(
            @Param("entry") Entry entry,
            @Param("model") String model,
            @Param("work") Work work,
            @Param("reason") String reason);

    @Select(EmbeddingSql.FAILED)
    List<FailedText> failed(@Param("entry") Entry entry, @Param("model") String model, @Param("most") int most);

    @Select(value = EmbeddingSql.RETRY, affectData = true)
    int retry(@Param("entry") Entry entry, @Param("model") String model, @Param("now") Instant now);

    @Select(value = EmbeddingSql.SWEEP, affectData = true)
    int sweep(
            @Param("entry") Entry entry,
            @Param("before") Instant before,
            @Param("cachedBefore") Instant cachedBefore,
            @Param("most") int most);
}
