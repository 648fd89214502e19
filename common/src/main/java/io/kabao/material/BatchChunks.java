package io.kabao.material;

import io.kabao.kernel.id.Ids;
import java.time.Clock;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The pieces of the files of batches. */
@Component
class BatchChunks {

    /** Pieces that one statement removes. */
    private static final int REMOVED_AT_ONCE = 16;

    /** Files that one look removes. */
    private static final int FILES_AT_ONCE = 5;

    private final ChunkMapper mapper;
    private final BatchMapper batches;
    private final Ids ids;
    private final Clock clock;

    BatchChunks(ChunkMapper mapper, BatchMapper batches, Ids ids, Clock clock) {
        this.mapper = mapper;
        this.batches = batches;
        this.ids = ids;
        this.clock = clock;
    }

    void keep(Batch batch, int place, byte[] piece) {
        mapper.insert(new ChunkMapper.Chunk(ids.next(), batch.merchantId(), batch.id(), place, piece));
    }

    Optional<byte[]> piece(Batch batch, int place) {
        return mapper.find(batch.merchantId(), batch.id(), place).map(ChunkMapper.Data::data);
    }

    /** Removes all pieces of a batch, some at a time. */
    void remove(Batch batch) {
        while (mapper.delete(batch.merchantId(), batch.id(), REMOVED_AT_ONCE) == REMOVED_AT_ONCE) {
            // The next ones: each statement is a small one of its own.
        }
    }

    /** Removes files that nobody may have any more: too old, cancelled or given back. */
    void removeUnwanted() {
        for (var batch : batches.fileless(clock.instant().minus(Batch.FILE_KEPT), FILES_AT_ONCE)) {
            remove(batch);
            batches.fileIsGone(batch);
        }
    }
}
