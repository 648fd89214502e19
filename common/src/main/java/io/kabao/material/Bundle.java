package io.kabao.material;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The file that the prints of a batch come as, written as they are added. Not for several threads at once. */
public interface Bundle extends AutoCloseable {

    /**
     * Where a print is put.
     *
     * @param storeId tells stores of one name apart; 0: no store
     * @param folder what its store is called
     * @param person whose it is; null: the store's own
     */
    record Place(long storeId, String folder, @Nullable String person) {}

    /**
     * Adds a print; those of one store come one after another. Errors: {@link IllegalArgumentException} for one that can't
     * be drawn, after which the others can.
     */
    void add(Place place, Print print) throws IOException;

    /** Writes what makes it a whole file. */
    @Override
    void close() throws IOException;
}
