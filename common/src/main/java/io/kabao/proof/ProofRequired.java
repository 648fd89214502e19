package io.kabao.proof;

import io.kabao.kernel.error.BusinessError;

/** A payment that needs a proof and has none. */
public class ProofRequired extends BusinessError {

    private static final long serialVersionUID = 1L;

    private final long cardId;

    ProofRequired(long cardId, long aboveFen) {
        super(ProofError.PROOF_REQUIRED);
        this.cardId = cardId;
        with("cardId", Long.toString(cardId)).with("proofAboveFen", aboveFen);
    }

    /** Which card was to pay. */
    public long cardId() {
        return cardId;
    }
}
